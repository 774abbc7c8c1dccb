"""What the database itself refuses of vouchers and settlements."""

# What a voucher is never changes; it ends once; it is settled in one settlement, unless that is dropped unsigned.
A_VOUCHER_ENDS_ONCE = """
IF (NEW.purchase_id, NEW.reward_id, NEW.budget_id, NEW.area_id, NEW.household_id, NEW.salt, NEW.price, NEW.face_fen,
    NEW.issued_at, NEW.expires_at)
   IS DISTINCT FROM
   (OLD.purchase_id, OLD.reward_id, OLD.budget_id, OLD.area_id, OLD.household_id, OLD.salt, OLD.price, OLD.face_fen,
    OLD.issued_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'voucher % stays what it was bought as', OLD.id;
END IF;
IF (OLD.posting IS NOT NULL AND NEW.posting IS DISTINCT FROM OLD.posting)
   OR (OLD.state <> 'issued' AND (NEW.state, NEW.ended_at, NEW.merchant_id, NEW.redeemed_by_id, NEW.refund)
       IS DISTINCT FROM (OLD.state, OLD.ended_at, OLD.merchant_id, OLD.redeemed_by_id, OLD.refund)) THEN
    RAISE EXCEPTION 'voucher % has ended', OLD.id;
END IF;
IF OLD.settlement_id IS NOT NULL AND NEW.settlement_id IS DISTINCT FROM OLD.settlement_id AND NEW.settlement_id IS NOT NULL THEN
    RAISE EXCEPTION 'voucher % is settled already', OLD.id;
END IF;
RETURN NEW;
"""

# Once anybody has signed, what is signed stays; each signs once, and it is posted and paid once.
A_SIGNED_SETTLEMENT_STAYS = """
IF OLD.village_signed_at IS NULL AND OLD.merchant_signed_at IS NULL THEN
    RETURN NEW;
END IF;
IF (NEW.area_id, NEW.merchant_id, NEW.month, NEW.count, NEW.fen, NEW.drawn_by_id, NEW.drawn_at)
   IS DISTINCT FROM
   (OLD.area_id, OLD.merchant_id, OLD.month, OLD.count, OLD.fen, OLD.drawn_by_id, OLD.drawn_at)
   OR (OLD.village_signed_at IS NOT NULL AND (NEW.village_signed_by_id, NEW.village_signed_at)
       IS DISTINCT FROM (OLD.village_signed_by_id, OLD.village_signed_at))
   OR (OLD.merchant_signed_at IS NOT NULL AND (NEW.merchant_signed_by_id, NEW.merchant_signed_at)
       IS DISTINCT FROM (OLD.merchant_signed_by_id, OLD.merchant_signed_at))
   OR (OLD.posting IS NOT NULL AND NEW.posting IS DISTINCT FROM OLD.posting)
   OR (OLD.paid_at IS NOT NULL AND (NEW.paid_at, NEW.paid_by_id, NEW.reference)
       IS DISTINCT FROM (OLD.paid_at, OLD.paid_by_id, OLD.reference)) THEN
    RAISE EXCEPTION 'settlement % is signed and stays as it is', OLD.id;
END IF;
RETURN NEW;
"""
