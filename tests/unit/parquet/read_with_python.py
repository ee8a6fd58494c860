"""Reads a shard's files with one library; prints what it saw as JSON.
Usage: read_with_python.py LIBRARY SILVER SCALOGRAMS GOLD"""
import json
import sys
from array import array

library, silver, scalograms, gold = sys.argv[1:]
DEVICE = "DEMO000033"


def read_duckdb():
    import duckdb

    def rows(query, file):
        return duckdb.execute(query, [file]).fetchall()

    where = f"from read_parquet(?) where deviceId = '{DEVICE}'"
    schema = "select decode(value) from parquet_kv_metadata(?) where decode(key) = 'heliograph.schema'"
    return (
        rows(f"select deviceId, voltage, received {where}", silver)[0],
        rows(f"select image {where}", scalograms)[0][0],
        rows("select verdict, count(*) from read_parquet(?) group by 1 order by 1", gold),
        rows("select deviation_current, profile from read_parquet(?) where profile is not null", gold)[0],
        rows(schema, silver)[0][0],
    )


def read_pyarrow():
    import pyarrow.parquet as pq

    filters = [("deviceId", "=", DEVICE)]
    row = pq.read_table(silver, filters=filters).to_pylist()[0]
    image = pq.read_table(scalograms, filters=filters).to_pylist()[0]["image"]
    verdicts = pq.read_table(gold).to_pylist()
    names = [verdict["verdict"] for verdict in verdicts]
    tally = [(name, names.count(name)) for name in sorted(set(names))]
    learnt = next(verdict for verdict in verdicts if verdict["profile"] is not None)
    schema = pq.read_metadata(silver).metadata[b"heliograph.schema"].decode()
    figures = (learnt["deviation_current"], learnt["profile"])
    return tuple(row[name] for name in ("deviceId", "voltage", "received")), image, tally, figures, schema


(device, voltage, received), image, tally, (deviation, profile), schema = {
    "duckdb": read_duckdb,
    "pyarrow": read_pyarrow,
}[library]()
values = array("f", bytes(voltage))
print(json.dumps({"device": device, "volt": values[100], "gap": values[5] != values[5], "slots": len(values),
                  "image": len(image), "received": received, "tally": dict(tally), "deviation": deviation,
                  "profile": len(profile), "schema": schema}))
