package org.tongzhou.catalogue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.catalogue.DraftCheck.Gate;
import org.tongzhou.catalogue.DraftCheck.Tried;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanVersion;

/** Gathers the check of a draft. */
final class CheckMaker {
    private final List<PlanFault> faults;
    private final CasesFile.Parsed parsed;
    private final List<Tried> tried = new ArrayList<>();
    private final Set<Gate> closed = EnumSet.noneOf(Gate.class);

    CheckMaker(List<PlanFault> faults, CasesFile.Parsed parsed) {
        this.faults = faults;
        this.parsed = parsed;
    }

    /** Decides the cases by the plan, as if it held on their days, and by the edition before it. */
    CheckMaker trying(Optional<PlanVersion> plan, Optional<PlanVersion> before) {
        tried.addAll(DraftCheck.tried(parsed.cases(), plan, before));
        return this;
    }

    CheckMaker close(Gate gate, boolean isClosed) {
        if (isClosed) {
            closed.add(gate);
        }
        return this;
    }

    DraftCheck made(Optional<PlanVersion> plan) {
        close(Gate.READS, !faults.isEmpty() || plan.isEmpty());
        close(Gate.CASES, tried.isEmpty() || !tried.stream().allMatch(Tried::holds));
        return new DraftCheck(plan, faults, parsed.faults(), tried, closed);
    }
}
