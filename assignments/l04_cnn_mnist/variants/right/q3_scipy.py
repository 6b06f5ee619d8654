# why: SciPy's correlation, then every stride-th number

from scipy.signal import correlate2d


def conv2d(x, kernel, stride=1, padding=0):
    return correlate2d(np.pad(x, ((padding, padding), (padding, padding))), kernel, mode="valid")[::stride, ::stride]


def max_pool2d(x, size=2):
    height, width = (n - n % size for n in x.shape)
    return np.maximum.reduce([x[i:height:size, j:width:size] for i in range(size) for j in range(size)])


def output_shape(size, kernel, stride, padding):
    return int(np.floor((size - kernel + 2 * padding) / stride) + 1)


def receptive_field(layers):
    strides = np.cumprod([1] + [stride for _, stride in layers])
    return 1 + sum((kernel - 1) * step for (kernel, _), step in zip(layers, strides, strict=False))
