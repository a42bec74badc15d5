package org.tongzhou.claim;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.AnnouncementStore.Settled;
import org.tongzhou.claim.SignStore.NewSign;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;

/** What becomes of claims on a reported stay once its sender tells it otherwise, or is not trusted: a person asks before it is paid. */
@Component
public class ReportDoubts {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final SourceStore sources;
    private final SignStore signs;
    private final AnnouncementStore announcements;
    private final Acting acting;
    private final Tellings tellings;

    ReportDoubts(
            CaseStore cases,
            ClaimStore claims,
            SourceStore sources,
            SignStore signs,
            AnnouncementStore announcements,
            Acting acting,
            Tellings tellings) {
        this.cases = cases;
        this.claims = claims;
        this.sources = sources;
        this.signs = signs;
        this.announcements = announcements;
        this.acting = acting;
        this.tellings = tellings;
    }

    /**
     * A sign holds the cases and drafts that these reports feed, and what is announced of them goes to a person; again changes
     * nothing until somebody has looked at the sign, and is another one then.
     */
    @Transactional
    public void raise(FundId fund, Collection<String> reports, Instant now) {
        List<CaseId> fed = sources.living(fund, reports);
        if (fed.isEmpty()) {
            return;
        }
        cases.lock(fund, fed);
        fed.forEach(id -> signs.insert(fund, id, NewSign.about(Sign.Kind.REPORT_DIFFERS, null), now));
        List<ClaimId> open = announcements.open(fund, fed);
        if (!open.isEmpty()) {
            handOver(fund, claims.lockAll(fund, open), Hindrances.REPORT, now);
        }
    }

    /** The reports of which something is announced and not yet at its end. */
    @Transactional(readOnly = true)
    public List<String> announced(FundId fund) {
        return announcements.reports(fund);
    }

    /** Who sent these reports is no longer trusted: what is announced of them goes to a person. Answers how many claims that were. */
    @Transactional
    public int distrust(FundId fund, Collection<String> reports, Instant now) {
        List<ClaimId> open = announcements.openOf(fund, reports);
        return open.isEmpty() ? 0 : handOver(fund, claims.lockAfterCases(fund, open), Hindrances.SENDER, now);
    }

    private int handOver(FundId fund, List<Claim> locked, String why, Instant now) {
        Map<Claim, Move> moves = new LinkedHashMap<>();
        locked.stream()
                .filter(claim -> claim.state() == ClaimState.ANNOUNCED)
                .forEach(claim -> moves.put(claim, claim.moves().handOver()));
        if (moves.isEmpty()) {
            return 0;
        }
        List<Claim> after = acting.move(Actor.system(fund), moves, Acting.Reasoned.NOTHING, now);
        announcements.settle(
                fund,
                after.stream()
                        .map(claim -> new Settled(claim.id(), Announcement.End.TO_A_PERSON, why))
                        .toList(),
                now);
        tellings.handedOver(fund, after, now);
        return after.size();
    }
}
