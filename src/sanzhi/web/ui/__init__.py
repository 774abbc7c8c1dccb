"""组件库: the look, the tags and the gallery that the three faces share."""
