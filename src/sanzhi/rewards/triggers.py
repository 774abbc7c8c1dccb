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

# A pool is put to a meeting of its village's own collective, and its resolution is of what was put; then it stays. One that was
# typed from minutes, before meetings were held here, is not made any more.
POOL_RESOLVED = """
IF TG_OP = 'INSERT' AND (NEW.put_as_id IS NULL OR NEW.resolution_id IS NOT NULL)
   OR NEW.put_as_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM deliberation_item AS i JOIN deliberation_meeting AS m ON m.id = i.meeting_id JOIN deliberation_body AS b ON b.id = m.body_id
    WHERE i.id = NEW.put_as_id AND b.area_id = NEW.area_id AND b.pack = NEW.body AND b.pack IN ('members', 'delegates'))
   OR NEW.resolution_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM deliberation_resolution AS r WHERE r.id = NEW.resolution_id AND r.item_id = NEW.put_as_id) THEN
    RAISE EXCEPTION 'pool % is what its meeting resolved', NEW.id;
END IF;
IF TG_OP = 'UPDATE' AND ((NEW.area_id, NEW.year, NEW.name, NEW.fen, NEW.threshold, NEW.source, NEW.body) IS DISTINCT FROM
    (OLD.area_id, OLD.year, OLD.name, OLD.fen, OLD.threshold, OLD.source, OLD.body)
   OR OLD.put_as_id IS NULL AND NEW.put_as_id IS NOT NULL
   OR OLD.resolution_id IS NOT NULL AND (NEW.resolution_id, NEW.put_as_id, NEW.entitled, NEW.present, NEW.in_favour) IS DISTINCT FROM
      (OLD.resolution_id, OLD.put_as_id, OLD.entitled, OLD.present, OLD.in_favour)) THEN
    RAISE EXCEPTION 'pool % stays what was resolved', OLD.id;
END IF;
RETURN NEW;
"""
