package org.tongzhou.contribution.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.contribution.BillId;
import org.tongzhou.contribution.Bills;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;

/** Enrols a roster for a unit's program and answers its bill. */
@RestController
@Allowed(Role.UNIT_OFFICER)
class EnrolApi {
    private final Bills bills;
    private final Once once;
    private final FundClock clock;

    EnrolApi(Bills bills, Once once, FundClock clock) {
        this.bills = bills;
        this.once = once;
        this.clock = clock;
    }

    /** What the caller saw in the verdict: so many people for so much; {@code effective_day} names a later start. */
    record SeenJson(
            int people,
            @JsonProperty("fee_fen") long feeFen,
            @JsonProperty("effective_day") @Nullable LocalDate effectiveDay) {}

    @PostMapping("/api/rosters/{id}/enrol")
    BillsApi.BillJson enrolRoster(
            Actor actor,
            @PathVariable long id,
            @RequestBody SeenJson seen,
            @RequestHeader("Idempotency-Key") String key) {
        Enrolling enrolling = new Enrolling(seen.people(), Money.ofFen(seen.feeFen()), seen.effectiveDay());
        String bill = once.run(
                actor,
                key,
                "enrol " + id + " " + seen,
                () -> Long.toString(bills.enrol(actor, new DraftId(id), enrolling, clock.now())
                        .id()
                        .value()));
        return BillsApi.BillJson.of(bills.find(actor, new BillId(Long.parseLong(bill))));
    }
}
