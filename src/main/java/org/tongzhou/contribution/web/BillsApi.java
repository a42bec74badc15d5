package org.tongzhou.contribution.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillFilter;
import org.tongzhou.contribution.BillId;
import org.tongzhou.contribution.Bills;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Allowed;

/** Bills of the program's territory. */
@RestController
@Allowed({
    Role.UNIT_OFFICER,
    Role.COUNTY_REVIEWER,
    Role.CITY_REVIEWER,
    Role.PROVINCE_REVIEWER,
    Role.FINANCE_MAKER,
    Role.FINANCE_CHECKER,
    Role.MANAGER,
    Role.AUDITOR
})
class BillsApi {
    private final Bills bills;

    BillsApi(Bills bills) {
        this.bills = bills;
    }

    /** {@code state} is DUE, PART or PAID; {@code paid_on} the day it was matched in full, or null. */
    record BillJson(
            long id,
            String reference,
            String unit,
            int people,
            @JsonProperty("total_fen") long totalFen,
            @JsonProperty("received_fen") long receivedFen,
            @JsonProperty("outstanding_fen") long outstandingFen,
            String state,
            @JsonProperty("paid_on") @Nullable LocalDate paidOn) {
        static BillJson of(Bill bill) {
            return new BillJson(
                    bill.id().value(),
                    bill.reference(),
                    bill.unitName(),
                    bill.people(),
                    bill.total().fen(),
                    bill.received().fen(),
                    bill.outstanding().fen(),
                    bill.state().name(),
                    bill.days().paidOn());
        }
    }

    /** Newest first, 50 at a time; {@code next} continues, null at the end. */
    record BillsJson(List<BillJson> bills, @Nullable String next) {}

    @GetMapping("/api/bills")
    BillsJson bills(
            Actor actor,
            @RequestParam(defaultValue = "ALL") BillFilter filter,
            @RequestParam(defaultValue = "") String after) {
        Slice<Bill> slice = bills.list(actor, filter, after);
        return new BillsJson(slice.items().stream().map(BillJson::of).toList(), slice.next());
    }

    @GetMapping("/api/bills/{id}")
    BillJson bill(Actor actor, @PathVariable long id) {
        return BillJson.of(bills.find(actor, new BillId(id)));
    }
}
