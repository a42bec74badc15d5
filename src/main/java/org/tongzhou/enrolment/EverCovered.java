package org.tongzhou.enrolment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Insured;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;

/** Who was covered says who may open an account alone. */
@Component
class EverCovered implements Insured {
    private final CoverStore covers;

    EverCovered(CoverStore covers) {
        this.covers = covers;
    }

    @Override
    public Optional<UnitId> unit(FundId fund, PersonId person) {
        return Optional.ofNullable(covers.unitsWithin(Scope.province(fund), List.of(person), CoverStore.Latest.BEGUN)
                .get(person));
    }

    @Override
    public Set<PersonId> byRoster(FundId fund, Collection<PersonId> people) {
        return covers.byRoster(fund, people);
    }
}
