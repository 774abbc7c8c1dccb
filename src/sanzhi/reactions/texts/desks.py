"""说给单位: in the product only."""

from .base import Said


class NewHere(Said):
    """新交办."""

    code, name = "desk_new", "新交办"
    sentence = "新交办：{number}"


class DecidedHere(Said):
    """裁定交办."""

    code, name = "desk_decided", "裁定交办"
    sentence = "裁定交办，不能再退回：{number}"


class GivenBack(Said):
    """承办单位退回."""

    code, name = "desk_returned", "承办单位退回"
    sentence = "承办单位退回：{number}"


class ToDecide(Said):
    """等待裁定."""

    code, name = "desk_to_decide", "等待裁定"
    sentence = "等待裁定：{number}"


class ObjectedHere(Said):
    """对不予受理或转出有异议."""

    code, name = "desk_objected", "对不予受理或转出有异议"
    sentence = "居民对不予受理或转出有异议，请重新判断：{number}"


class SecrecySet(Said):
    """保密程度有变."""

    code, name = "desk_secrecy", "保密程度有变"
    sentence = "保密程度有变，请留意：{number}"


class InstructedHere(Said):
    """领导批示."""

    code, name = "desk_instructed", "领导批示"
    sentence = "领导对这件事作了批示：{number}"


class ToVerify(Said):
    """等待核验."""

    code, name = "desk_to_verify", "等待核验"
    sentence = "等待核验：{number}"


class SentBack(Said):
    """核验退回."""

    code, name = "desk_sent_back", "核验退回"
    sentence = "核验退回，请继续办理：{number}"


class Again(Said):
    """重新办理."""

    code, name = "desk_again", "重新办理"
    sentence = "重新办理：{number}"


class AgainToAssign(Said):
    """重新分派."""

    code, name = "desk_again_to_assign", "重新分派"
    sentence = "重新分派：{number}"


class Urged(Said):
    """催办."""

    code, name = "desk_urged", "催办"
    sentence = "催办：{number}"


class Supplemented(Said):
    """补充情况."""

    code, name = "desk_supplemented", "补充情况"
    sentence = "补充了情况：{number}"


class Carded(Said):
    """亮牌."""

    code, name = "desk_carded", "亮牌"
    sentence = "超过办理时限，已亮牌：{number}"


class EscalatedHere(Said):
    """上报待分派."""

    code, name = "desk_escalated", "上报待分派"
    sentence = "上报待分派：{number}"


class ReassignedHere(Said):
    """改派交办."""

    code, name = "desk_reassigned", "改派交办"
    sentence = "改派交办：{number}"


class TransferredAway(Said):
    """已转其他渠道."""

    code, name = "desk_transferred", "已转其他渠道"
    sentence = "已转其他渠道：{number}"


class DelayAsked(Said):
    """申请延期."""

    code, name = "desk_delay_asked", "申请延期"
    sentence = "申请延期，待审核：{number}"


class DelayAgreed(Said):
    """延期已同意."""

    code, name = "desk_delay_agreed", "延期已同意"
    sentence = "延期已同意：{number}"


class DelayDenied(Said):
    """延期未同意."""

    code, name = "desk_delay_denied", "延期未同意"
    sentence = "延期未同意：{number}"


class SuspendedHere(Said):
    """已中止办理."""

    code, name = "desk_suspended", "已中止办理"
    sentence = "已中止办理：{number}"


class ResumedHere(Said):
    """恢复办理."""

    code, name = "desk_resumed", "恢复办理"
    sentence = "恢复办理：{number}"


class RatingContested(Said):
    """申诉评价."""

    code, name = "desk_rating_contested", "申诉评价"
    sentence = "申诉评价，待裁定：{number}"


class CardContested(Said):
    """申诉亮牌."""

    code, name = "desk_card_contested", "申诉亮牌"
    sentence = "申诉亮牌，待裁定：{number}"


class ContestWon(Said):
    """申诉成立."""

    code, name = "desk_contest_won", "申诉成立"
    sentence = "申诉成立：{number}"


class ContestLost(Said):
    """申诉不成立."""

    code, name = "desk_contest_lost", "申诉不成立"
    sentence = "申诉不成立：{number}"


class KindStepHere(Said):
    """轮到本单位."""

    code, name = "desk_kind_step", "轮到本单位"
    sentence = "有新的一步等您办：{number}"


class UnmergedHere(Said):
    """恢复单独办理."""

    code, name = "desk_unmerged", "恢复单独办理"
    sentence = "恢复单独办理：{number}"


class AbsorbedHere(Said):
    """有同样的事并入."""

    code, name = "desk_absorbed", "有同样的事并入"
    sentence = "有同样的事并入：{number}"


class SplitHere(Said):
    """已拆分."""

    code, name = "desk_split", "已拆分"
    sentence = "已拆分：{number}"


class JoinedHere(Said):
    """又有人遇到."""

    code, name = "desk_joined", "又有人遇到"
    sentence = "又有人遇到同样的事：{number}"


class ToAnswer(Said):
    """督办."""

    code, name = "desk_supervised", "督办"
    sentence = "督办，请按期答复：{number}"


class Answered(Said):
    """督办已答复."""

    code, name = "desk_supervision_answered", "督办已答复"
    sentence = "督办已答复，请看：{number}"


class ToAnswerAtOnce(Said):
    """督办升级."""

    code, name = "desk_supervision_escalated", "督办升级"
    sentence = "督办升级，请马上答复：{number}"


class SupervisionLifted(Said):
    """督办已解除."""

    code, name = "desk_supervision_lifted", "督办已解除"
    sentence = "督办已解除：{number}"


class HandedOverHere(Said):
    """单位撤并移交到本单位."""

    code, name = "desk_handed_over", "单位撤并移交"
    sentence = "原单位撤并，移交到您单位：{number}"


class PushingPaused(Said):
    """推送自动暂停."""

    code, name = "pushing_paused", "推送自动暂停"
    sentence = "有一个外部系统一直收不到推送，已自动暂停；没有送到的都留着，请联系对方后继续推送。"


class NoticeObjected(Said):
    """公示有异议."""

    code, name = "notice_objected", "公示有异议"
    sentence = "有人对公示提出异议或询问，请在十五天内答复。"


class DisclosureOverdue(Said):
    """村务公开逾期."""

    code, name = "disclosure_overdue", "村务公开逾期"
    sentence = "有一期村务公开已经到期，还没有公开。"
