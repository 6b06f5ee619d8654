# why: one shifted image for each weight, in float32

def conv2d(x, kernel, stride=1, padding=0):
    x = np.pad(np.asarray(x, dtype=np.float32), padding, mode="constant", constant_values=0)
    rows, columns = (output_shape(n, k, stride, 0) for n, k in zip(x.shape, kernel.shape, strict=True))
    y = np.zeros((rows, columns), dtype=np.float32)
    for (a, b), weight in np.ndenumerate(kernel):
        y += weight * x[a : a + stride * rows : stride, b : b + stride * columns : stride][:rows, :columns]
    return y


def max_pool2d(x, size=2):
    rows, columns = x.shape[0] // size, x.shape[1] // size
    y = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = x[i * size : (i + 1) * size, j * size : (j + 1) * size].max()
    return y


def output_shape(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


def receptive_field(layers):
    if not layers:
        return 1
    (kernel, stride), *rest = layers
    return (receptive_field(rest) - 1) * stride + kernel
