"""Other transforms, timed one at a time for `npm run bench -- wavelet`.

Reads a line {"rows": four series}, answers {"peers": names, "missing": why others cannot run}; then for each line
{"peer": name, "scales": [...]} runs that peer on the four series and answers {"milliseconds": wall time}. All give
|W| of the complex Morlet (omega0 = 5) at every sample and scale and pool it alike: root mean square of 64 bins.
"""

import json
import sys
import time

import_errors = []
try:
    import numpy as np
except ImportError as error:
    np = None
    import_errors.append(f"NumPy: skipped, {error}")
try:
    import pywt
except ImportError as error:
    pywt = None
    import_errors.append(f"PyWavelets: skipped, {error}")
try:
    import fcwt
except ImportError as error:
    fcwt = None
    import_errors.append(f"fCWT: skipped, {error}")

OMEGA0 = 5.0
# PyWavelets: bandwidth 2 and centre 5 / (2 pi) make exp(5 i t) exp(-t^2 / 2).
COMPLEX_MORLET = "cmor2.0-0.7957747154594768"
BINS = 64


def pooled(coefficients):
    """Root mean square over bins of width samples / 64; a sample across two bins goes to both by its share."""
    power = np.abs(coefficients) ** 2
    summed = np.concatenate([np.zeros((len(power), 1)), np.cumsum(power, axis=1)], axis=1)
    samples = power.shape[1]
    edges = np.linspace(0, samples, BINS + 1)
    whole = np.minimum(edges.astype(int), samples - 1)
    at_edges = summed[:, whole] + power[:, whole] * (edges - whole)
    return np.sqrt(np.maximum(np.diff(at_edges, axis=1), 0) * BINS / samples)


def pywt_peer(wavelet, method):
    return lambda rows, scales: [pooled(pywt.cwt(row, scales, wavelet, method=method)[0]) for row in rows]


def numpy_peer(rows, scales):
    """The definition, vectorised: edges held to twice the next power of two, every inverse at full length, float64."""
    samples = len(rows[0])
    size = 1 << int(np.ceil(np.log2(1.5 * samples)))
    before = (size - samples) // 2
    omega = 2 * np.pi * np.arange(size) / size
    answer = 2 * np.exp(-((scales[:, None] * omega - OMEGA0) ** 2) / 2) * ((omega > 0) & (omega < np.pi))
    results = []
    for row in rows:
        padded = np.pad(row, (before, size - samples - before), mode="edge")
        w = np.fft.ifft(np.fft.fft(padded) * answer, axis=1)
        results.append(pooled(w[:, before : before + samples]))
    return results


def fcwt_peer(rows, scales):
    """One thread, float32, scales between the same ends; above half the sampling rate fCWT takes none."""
    morlet = fcwt.Morlet(OMEGA0 / 2 / np.pi)
    low, high = OMEGA0 / 2 / np.pi / scales[-1], min(0.5, OMEGA0 / 2 / np.pi / scales[0])
    linear = np.allclose(np.diff(scales), scales[1] - scales[0])
    kind = fcwt.FCWT_LINSCALES if linear else fcwt.FCWT_LOGSCALES
    table = fcwt.Scales(morlet, kind, 1, low, high, len(scales))
    transform = fcwt.FCWT(morlet, 1, False, True)
    results = []
    for row in rows:
        out = np.zeros((len(scales), len(row)), dtype="csingle")
        transform.cwt(row.astype("single"), table, out)
        results.append(pooled(out))
    return results


peers = {}
if np and pywt:
    peers["PyWavelets cwt, conv"] = pywt_peer(COMPLEX_MORLET, "conv")
    peers["PyWavelets cwt, fft"] = pywt_peer(COMPLEX_MORLET, "fft")
    peers["PyWavelets cwt, conv, real part only"] = pywt_peer("morl", "conv")
if np:
    peers["NumPy FFT"] = numpy_peer
if np and fcwt:
    peers["fCWT"] = fcwt_peer

rows = None
for line in sys.stdin:
    question = json.loads(line)
    if rows is None:
        rows = [np.array(row) for row in question["rows"]] if np else []
        answer = {"peers": list(peers), "missing": import_errors}
    else:
        scales = np.array(question["scales"])
        start = time.perf_counter()
        peers[question["peer"]](rows, scales)
        answer = {"milliseconds": 1000 * (time.perf_counter() - start)}
    print(json.dumps(answer), flush=True)
