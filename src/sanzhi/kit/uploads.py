def clean_image(f):
    raise NotImplementedError
