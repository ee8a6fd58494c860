"""Reads silver and gold with one library; prints what it saw as JSON. Usage: read_with_python.py LIBRARY SILVER GOLD"""
import json
import sys
from array import array

library, silver, gold = sys.argv[1:]


def read_duckdb():
    import duckdb

    one = "select deviceId, voltage, image, received from read_parquet(?) where deviceId = 'DEMO000033'"
    verdicts = "select verdict, count(*) from read_parquet(?) group by 1 order by 1"
    schema = "select decode(value) from parquet_kv_metadata(?) where decode(key) = 'heliograph.schema'"
    row = duckdb.execute(one, [silver]).fetchone()
    tally = duckdb.execute(verdicts, [gold]).fetchall()
    return row, tally, duckdb.execute(schema, [silver]).fetchone()[0]


def read_pyarrow():
    import pyarrow.parquet as pq

    filters = [("deviceId", "=", "DEMO000033")]
    row = pq.read_table(silver, filters=filters).to_pylist()[0]
    names = pq.read_table(gold).column("verdict").to_pylist()
    tally = [(name, names.count(name)) for name in sorted(set(names))]
    schema = pq.read_metadata(silver).metadata[b"heliograph.schema"].decode()
    return tuple(row[name] for name in ("deviceId", "voltage", "image", "received")), tally, schema


(device, voltage, image, received), tally, schema = {"duckdb": read_duckdb, "pyarrow": read_pyarrow}[library]()
values = array("f", bytes(voltage))
print(json.dumps({"device": device, "volt": values[100], "gap": values[5] != values[5], "slots": len(values),
                  "image": len(image), "received": received, "tally": dict(tally), "schema": schema}))
