# expect: fails q3.test_padding_of_a_convolution
# says: has shape
# why: no zeros to the left and right

def conv2d(x, kernel, stride=1, padding=0):
    x = np.pad(x, ((padding, padding), (0, 0)))
    h, w = kernel.shape
    rows = (x.shape[0] - h) // stride + 1
    columns = (x.shape[1] - w) // stride + 1
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = np.sum(x[i * stride : i * stride + h, j * stride : j * stride + w] * kernel)
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
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field
