"""Invented names: common surnames with neutral given names; none is meant to be anybody."""

from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "安平宁和清远明达文正嘉言思源建新立诚春华秋实乐山亦然若水子衿一帆景行允中可久同舟致知"


def person(draw: Random) -> str:
    """A name of two or three characters."""
    given = "".join(draw.sample(GIVEN, draw.choice((1, 2, 2))))
    return draw.choice(SURNAMES) + given
