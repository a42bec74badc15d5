package org.tongzhou.claim;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.payment.CauseBlocks;

/** Tells payment which benefits wait: approved on a report that its sender has told otherwise, until somebody has looked. */
@Component
class DoubtedBenefits implements CauseBlocks {
    private final SignStore signs;

    DoubtedBenefits(SignStore signs) {
        this.signs = signs;
    }

    @Override
    public Set<String> blocked(FundId fund) {
        return signs.grantedInDoubt(fund).stream().map(ClaimId::cause).collect(Collectors.toUnmodifiableSet());
    }
}
