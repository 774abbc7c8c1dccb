"""督办日报、周报: counts only; which ones stands on the page it leads to."""

from .base import Said


class Daily(Said):
    """督办日报."""

    code, name, group = "digest_daily", "督办日报", "digest"
    sentence = "{date} 督办日报：超期 {late} 件，亮牌 {cards} 件，催办未结 {urged} 件，申诉超期未裁定 {contests} 件。"
    sms = "{date} 有 {count} 件要督办，请看 "


class Weekly(Said):
    """督办周报."""

    code, name, group = "digest_weekly", "督办周报", "digest"
    sentence = "{date} 督办周报：超期 {late} 件，亮牌 {cards} 件，催办未结 {urged} 件，申诉超期未裁定 {contests} 件。"
    sms = "{date} 本周有 {count} 件要督办，请看 "
