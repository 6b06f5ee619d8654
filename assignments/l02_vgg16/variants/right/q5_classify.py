# why: the winners by classify, with numbers for names
def stability(model, images, transforms):
    names = [str(i) for i in range(model.output_shape[1])]

    def top(image):
        return classify(model, image, names, 1)[0][0]

    pairs = [(top(image), top(transform(image.copy()))) for transform in transforms for image in images]
    return sum(a == b for a, b in pairs) / len(pairs)
