/** A weight of a Keras layer: float32 values in row-major order. */
export interface KerasWeight {
  /** The last part of its name: kernel, bias, gamma ... */
  name: string;
  shape: number[];
  values: Float32Array;
}

export interface KerasLayer {
  className: string;
  name: string;
  config: Record<string, unknown>;
  /** Names of the layers it reads, one list a call, an empty one for a call that is not understood; null in a Sequential, where each layer reads the one before. */
  inbound: string[][] | null;
  weights: KerasWeight[];
}

/** A Keras model as data, before anything is made of it. */
export interface KerasNetwork {
  className: string;
  layers: KerasLayer[];
  /** Names of the input and output layers; null in a Sequential. */
  inputs: string[] | null;
  outputs: string[] | null;
}

/** What may be read: whatever is larger is not a network of this house. */
export const KERAS_LIMITS = {
  fileBytes: 96 * 2 ** 20,
  configBytes: 4 * 2 ** 20,
  layers: 200,
  /** Of all layers together; LeNet-5 has 340,000, ResNet-18 11 million. */
  weights: 16 * 2 ** 20,
  /** Weights and names of a layer's attribute. */
  perLayer: 64,
} as const;
