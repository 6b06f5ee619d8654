# expect: fails q3.test_example_of_the_text, q3.test_convolution_at_each_place, q3.test_stride_of_a_convolution, q3.test_padding_of_a_convolution
# says: sticks out|has shape
# why: output as large as the image

from scipy.signal import correlate2d


def conv2d(x, kernel, stride=1, padding=0):
    return correlate2d(np.pad(x, padding), kernel, mode="same")[::stride, ::stride]


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
