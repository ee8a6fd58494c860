"""The way of the first version of this method, for `npm run bench -- original`: a day of readings to verdicts in Parquet.

Waits for lines; for each one {"readings": parquet, "out": parquet} reads the readings with pandas, takes PyWavelets' cwt
(morl, scales 1..64) of each device and channel on all cores, makes 64x64x4 images, lets Keras predict them in batches of 32,
and writes the probabilities with pyarrow. Answers the seconds that each step took. The network is a LeNet-5 of the bundled
one's size with random weights: what it says does not matter here, only how long it takes.
"""

import json
import multiprocessing
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

SCALES = range(1, 65)
CHANNELS = ["voltage", "current", "temperature", "irradiance"]
CONDITIONS = ["normal", "line_line", "line_ground", "open_circuit", "partial_shading", "arc_fault"]
BINS = 64


def image_of(series):
    """The four series of a device, (samples, 4), as an image (64, 64, 4) between 0 and 1."""
    import numpy as np
    import pywt

    planes = []
    for values in series.T:
        coefficients, _ = pywt.cwt(values, SCALES, "morl")
        magnitude = np.abs(coefficients)
        edges = np.linspace(0, magnitude.shape[1], BINS + 1).astype(int)
        pooled = np.add.reduceat(magnitude, edges[:-1], axis=1) / np.diff(edges)
        planes.append((pooled - pooled.min()) / (np.ptp(pooled) + 1e-12))
    return np.stack(planes, axis=-1).astype("float32")


def network():
    import keras
    from keras import layers

    shape = [layers.Input((64, 64, 4)), layers.BatchNormalization()]
    for filters in (6, 16):
        shape += [layers.Conv2D(filters, 5), layers.BatchNormalization(), layers.ReLU(), layers.AveragePooling2D(2)]
    shape += [layers.Flatten()]
    for units in (120, 84):
        shape += [layers.Dense(units), layers.BatchNormalization(), layers.ReLU()]
    return keras.Sequential([*shape, layers.Dense(6, activation="softmax")])


def run(model, pool, readings, out):
    import numpy as np
    import pandas
    import pyarrow
    import pyarrow.parquet

    marks = [time.perf_counter()]
    frame = pandas.read_parquet(readings).sort_values(["deviceId", "timestamp"])
    devices, series = [], []
    for device, rows in frame.groupby("deviceId", sort=False):
        devices.append(device)
        series.append(rows[CHANNELS].interpolate(limit_direction="both").to_numpy())
    marks.append(time.perf_counter())
    images = np.stack(pool.map(image_of, series, chunksize=4))
    marks.append(time.perf_counter())
    probabilities = model.predict(images, batch_size=32, verbose=0)
    marks.append(time.perf_counter())
    columns = {"deviceId": devices} | {name: probabilities[:, i] for i, name in enumerate(CONDITIONS)}
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    marks.append(time.perf_counter())
    return dict(zip(["read", "wavelets", "predict", "write"], np.diff(marks).tolist())) | {"arrays": len(devices)}


def main():
    # Before TensorFlow has threads of its own: a fork would not take them along.
    pool = multiprocessing.get_context("spawn").Pool()
    model = network()
    import numpy as np

    model.predict(np.zeros((32, 64, 64, 4), "float32"), verbose=0)
    pool.map(abs, range(64))
    print(json.dumps({"cores": multiprocessing.cpu_count()}), flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(run(model, pool, question["readings"], question["out"])), flush=True)


if __name__ == "__main__":
    main()
