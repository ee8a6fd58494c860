"""Writes scalogram-float64.json: the scalogram of scalogram.json's series with all the digits of float64.

NumPy alone, from the definition, with full-length transforms: python3 tests/golden/scalogram_float64.py
"""
import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent
SAMPLES, BINS, PAD = 4320, 64, 1936
ROWS = [0, 1, 2, 5, 12, 24, 25, 31, 40, 48, 56, 62, 63]

series = json.loads((HERE / "scalogram.json").read_text())["series"]
scales = 2 * 450 ** (np.arange(64) / 63)


def scalogram(values: list[float]) -> list[list[float]]:
    spectrum = np.fft.fft(np.pad(np.array(values, dtype=np.float64), PAD, mode="edge"))
    phase = 2 * np.pi * np.fft.fftfreq(len(spectrum))
    planes = []
    for row in ROWS:
        gains = np.where(phase > 0, 2 * np.exp(-((scales[row] * phase - 5) ** 2) / 2), 0)
        power = np.abs(np.fft.ifft(spectrum * gains)[PAD : PAD + SAMPLES]) ** 2
        # Mean over [from, to) of a power that is constant over each sample: the slope of its running integral.
        integral = np.concatenate([[0], np.cumsum(power)])
        edges = np.interp(np.linspace(0, SAMPLES, BINS + 1), np.arange(SAMPLES + 1), integral)
        planes.append(np.sqrt(np.diff(edges) * BINS / SAMPLES).tolist())
    return planes


result = {
    "provenance": f"NumPy {np.__version__}, float64, by scalogram_float64.py beside this file; no code of this project",
    "rows": ROWS,
    "scalogram": {channel: scalogram(values) for channel, values in series.items()},
}
(HERE / "scalogram-float64.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
