"""Writes the Keras models of this folder and what Keras itself answers to four images.

    python -m venv venv && venv/bin/pip install tensorflow-cpu==2.21.0 keras==3.15.1 tf_keras==2.21.0
    venv/bin/python generate.py

The weights are random (seeded), the images follow a formula that the tests repeat.
"""

import json
import os
import sys

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy
import tf_keras

HERE = os.path.dirname(os.path.abspath(__file__))


def images(count=4):
    """Pixel i of image k is ((2k + 3) i + i^2 div (97 + 50 k)) mod 256, as uint8."""
    i = numpy.arange(64 * 64 * 4, dtype=numpy.int64)
    rows = [((2 * k + 3) * i + i * i // (97 + 50 * k)) % 256 for k in range(count)]
    return numpy.stack(rows).reshape(count, 64, 64, 4).astype(numpy.uint8)


def lenet(api, last="softmax"):
    layers = api.layers
    return api.Sequential(
        [
            layers.Input((64, 64, 4)),
            layers.Conv2D(3, 5, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(4, 5, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(8, activation="tanh"),
            layers.Dense(6, activation=last),
        ]
    )


def normed(api):
    layers = api.layers
    image = layers.Input((64, 64, 4))
    x = layers.ZeroPadding2D(((1, 2), (0, 3)))(image)
    x = layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(epsilon=2e-3)(x)
    x = layers.Activation("relu")(x)
    x = layers.AveragePooling2D(3, strides=2, padding="same")(x)
    x = layers.Conv2D(5, (3, 2), activation="elu", dilation_rate=2)(x)
    x = layers.BatchNormalization(scale=False)(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dense(6)(x)
    return api.Model(image, layers.Activation("softmax")(x))


def randomise(model, seed):
    """Weights that make the six answers differ: scaled normals; positive ones where a variance is meant."""
    random = numpy.random.default_rng(seed)
    for layer in model.layers:
        values = []
        for weight, value in zip(layer.weights, layer.get_weights()):
            fan_in = max(1, value.size // value.shape[-1])
            draw = random.normal(size=value.shape) * (1.6 / numpy.sqrt(fan_in) if value.ndim > 1 else 0.3)
            name = weight.name.split("/")[-1]
            if "variance" in name or "gamma" in name:
                draw = 0.5 + random.random(size=value.shape)
            values.append(draw.astype(numpy.float32))
        if values:
            layer.set_weights(values)
    return model


def main():
    answers = {}

    def keep(name, model, *endings):
        for ending in endings:
            file = f"{name}.{ending}"
            model.save(os.path.join(HERE, file))
            answers[file] = model.predict(images() / numpy.float32(255), verbose=0).astype(float).round(8).tolist()

    keep("lenet-keras3", randomise(lenet(keras), 1), "keras", "h5")
    keep("lenet-keras2", randomise(lenet(tf_keras), 2), "keras", "h5")
    keep("normed-keras3", randomise(normed(keras), 3), "keras", "h5")
    keep("normed-keras2", randomise(normed(tf_keras), 4), "h5")
    keep("logits-keras3", randomise(lenet(keras, None), 5), "keras")

    record = {
        "provenance": f"generate.py: Keras {keras.__version__}, tf_keras {tf_keras.__version__}, NumPy {numpy.__version__}, "
        f"Python {sys.version.split()[0]}; answers of model.predict to images() / 255",
        "answers": answers,
    }
    with open(os.path.join(HERE, "answers.json"), "w") as file:
        json.dump(record, file, indent=1)
        file.write("\n")


main()
