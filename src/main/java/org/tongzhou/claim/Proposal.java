package org.tongzhou.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PaperKind;

/** A further benefit that the same event may open: at most {@code upTo}, once the {@code missing} papers are in and a person agrees; {@code unitPath} is that of the unit which the cover came through. */
public record Proposal(
        long id,
        CaseId eventCase,
        PersonId person,
        String unitPath,
        String plan,
        Money upTo,
        List<PaperKind> missing,
        State state,
        @Nullable ClaimId claim) {
    public Proposal {
        missing = List.copyOf(missing);
    }

    Proposal lacking(List<PaperKind> papers) {
        return new Proposal(id, eventCase, person, unitPath, plan, upTo, papers, state, claim);
    }

    /** Whose claim it would be. The path of a unit ends in its number. */
    Claim.Owner owner() {
        int unit = unitPath.lastIndexOf("/u") + 2;
        return new Claim.Owner(person, new UnitId(Long.parseLong(unitPath, unit, unitPath.length() - 1, 10)), unitPath);
    }

    /** Shown to the member, filed, put aside by a reviewer as not fitting, or overtaken. */
    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        LAPSED
    }
}
