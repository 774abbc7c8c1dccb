"""说给接手的人: what waits for them, in the product only; of whom it is stands behind the link, for who may see it."""

from .base import Said


class NoticeToSign(Said):
    """公示待审签."""

    code, name = "turn_notice", "公示待审签"
    sentence = "有一份公示稿等您审签。"


class SettlementToSign(Said):
    """结算单待村里签."""

    code, name = "turn_settlement", "结算单待村里签字"
    sentence = "有一张结算单等村里签字。"


class SettlementToConfirm(Said):
    """结算单待商户签."""

    code, name = "turn_settlement_shop", "结算单待商户签字"
    sentence = "您店里有一张结算单等您签字。"


class SettlementToPay(Said):
    """结算单待付款."""

    code, name = "turn_settlement_pay", "结算单待付款"
    sentence = "有一张结算单双方都签了字，等付款登记。"


class SettlementPaid(Said):
    """结算款已付."""

    code, name = "settlement_paid", "结算款已付"
    sentence = "您店里的结算款已登记付款，可以看凭证号。"


class SettlementDisclosed(Said):
    """结算已公示."""

    code, name = "settlement_disclosed", "结算已公示"
    sentence = "您店里的这笔结算已经公示。"


class BudgetToApprove(Said):
    """预算待批准."""

    code, name = "turn_budget", "兑换预算待批准"
    sentence = "有一笔兑换预算等您批准。"


class PoolToReview(Said):
    """奖励金待审核."""

    code, name = "turn_pool", "奖励金待法律审核"
    sentence = "有一笔奖励金的决议等您作法律审核。"


class PoolToSplit(Said):
    """奖励金待分配."""

    code, name = "turn_pool_split", "奖励金待分配"
    sentence = "有一笔奖励金审核过了，可以分配。"


class ToVerify(Said):
    """申报待核实."""

    code, name = "turn_verify", "积分申报待核实"
    sentence = "今天有积分申报等您核实。"


class ToScore(Said):
    """申报待评分."""

    code, name = "turn_score", "积分申报待评分"
    sentence = "今天有核实过的申报等您评分。"


class ToClose(Said):
    """申报待结评."""

    code, name = "turn_close", "积分申报待结评"
    sentence = "今天有申报评够了人，可以结评。"


class ToServe(Said):
    """扣分待当面告知."""

    code, name = "turn_serve", "扣分待当面告知"
    sentence = "有扣分开始公示，请在公示期内当面告知这一户，不告知就不扣。"


class ToEnter(Said):
    """公示期满待入账."""

    code, name = "turn_enter", "公示期满待入账"
    sentence = "有一期积分公示期满，可以入账。"


class ToExpire(Said):
    """年度公示期满."""

    code, name = "turn_expire", "年度公示期满待到期处理"
    sentence = "年度积分公示期满，可以办到期。"


class YearToClose(Said):
    """年度待结账."""

    code, name = "turn_year", "积分年度待结账"
    sentence = "去年的积分还没有结账，请办完申报后结账。"


class MonthToSettle(Said):
    """上月待结算."""

    code, name = "turn_month", "商户上月待结算"
    sentence = "有商户上个月收的券还没有结算，请拟结算单。"


class StandardToReview(Said):
    """细则待审查."""

    code, name = "turn_standard", "积分细则待审查"
    sentence = "有一份积分细则等您审查。"


class StandardReviewed(Said):
    """细则审查过了."""

    code, name = "turn_standard_back", "积分细则审查过了"
    sentence = "积分细则审查过了：可以表决，或者要先修改，请看。"


class ToSendStandard(Said):
    """征求意见期满."""

    code, name = "turn_standard_send", "细则征求意见期满"
    sentence = "积分细则征求意见期满，可以送审查。"


class TransferToApprove(Said):
    """转户待核准."""

    code, name = "turn_transfer", "积分转户待核准"
    sentence = "有一笔积分转户等您核准。"


class NominationToAccept(Said):
    """推荐待受理."""

    code, name = "turn_nomination", "好人推荐待受理"
    sentence = "有一条好人推荐等您受理。"


class NominationToCheck(Said):
    """推荐待核实."""

    code, name = "turn_check", "好人推荐待核实"
    sentence = "有一条好人推荐本人同意了，等您核实。"


class NominationToAnnounce(Said):
    """推荐待公示."""

    code, name = "turn_announce", "好人推荐待公示"
    sentence = "有一条好人推荐核实过了，可以拟公示。"


class ToAward(Said):
    """公示期满待授予."""

    code, name = "turn_award", "好人公示期满待授予"
    sentence = "有一条好人推荐公示期满，可以授予。"


class ToRevoke(Said):
    """撤销待决定."""

    code, name = "turn_revoke", "撤销荣誉待决定"
    sentence = "有人提出撤销一项荣誉，等本人申辩或满七天后由您决定。"


class DeedAnswered(Said):
    """红榜都答复了."""

    code, name = "turn_deed", "红榜事迹都答复了"
    sentence = "有一条红榜事迹，要写的人都答复了，可以拟公示。"


class ToPublish(Said):
    """公示期满待发布."""

    code, name = "turn_publish", "红榜公示期满待发布"
    sentence = "有一条红榜事迹公示期满，可以发布。"


class NoteToRead(Said):
    """好事待上墙."""

    code, name = "turn_note", "好事待上墙"
    sentence = "今天有人交来好事，等您看过上墙。"


class OpeningToAgree(Said):
    """打开曝光待同意."""

    code, name = "turn_opening", "打开曝光待同意"
    sentence = "有人提出打开曝光，等您决定同意不同意。"


class ExposureToRelease(Said):
    """曝光待放行."""

    code, name = "turn_exposure", "曝光待放行"
    sentence = "有一条曝光等您放行。"


class ExposureDoubted(Said):
    """要求撤下待答复."""

    code, name = "turn_takedown", "要求撤下待答复"
    sentence = "有人要求撤下一条曝光，已先遮起来，等您答复。"


class RoundPlanned(Said):
    """新排轮次."""

    code, name = "turn_round", "新排检查轮次"
    sentence = "新排了垃圾分类检查轮次，请看谁来接。"


class GradesDiffer(Said):
    """两次等次不同."""

    code, name = "turn_conflict", "垃圾分类等次待认定"
    sentence = "同一只桶同一天评了两个等次，等您认定。"


class WasteAppealed(Said):
    """垃圾分类申诉待答复."""

    code, name = "turn_appeal", "垃圾分类申诉待答复"
    sentence = "有一条垃圾分类申诉等您答复。"


class SampleDrawn(Said):
    """抽查待复核."""

    code, name = "turn_sample", "垃圾分类抽查待复核"
    sentence = "抽出了一批照片，等您复核。"


class AlarmAsked(Said):
    """警情提请联动."""

    code, name = "turn_alarm", "警情待联动交办"
    sentence = "公安提请了一件联动，等您交办。"


class NailProposed(Said):
    """疑似钉子警情待研判."""

    code, name = "turn_nail", "疑似钉子警情待研判"
    sentence = "有反复的警情等您研判。"


class ClueFiled(Said):
    """线索待核实."""

    code, name = "turn_clue", "排查线索待核实"
    sentence = "有一条排查线索等您核实。"
