# expect: fails q3.test_example_of_the_text, q3.test_pooling
# says: shape
# why: squares one pixel apart

def conv2d(x, kernel, stride=1, padding=0):
    x = np.pad(x, padding)
    h, w = kernel.shape
    rows = (x.shape[0] - h) // stride + 1
    columns = (x.shape[1] - w) // stride + 1
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = np.sum(x[i * stride : i * stride + h, j * stride : j * stride + w] * kernel)
    return y


def max_pool2d(x, size=2):
    rows, columns = x.shape[0] - size + 1, x.shape[1] - size + 1
    return np.array([[x[i : i + size, j : j + size].max() for j in range(columns)] for i in range(rows)])


def output_shape(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field
