package org.tongzhou.contribution.web;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillFilter;
import org.tongzhou.contribution.BillId;
import org.tongzhou.contribution.Bills;
import org.tongzhou.contribution.Receipts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Seg;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.TakenAway;
import org.tongzhou.shell.Tried;

/** Bills of the reader's territory: an officer sees the unit's own, finance the fund's. */
@Controller
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
class BillPages {
    private final Bills bills;
    private final Receipts receipts;
    private final BillViews views;

    BillPages(Bills bills, Receipts receipts, BillViews views) {
        this.bills = bills;
        this.receipts = receipts;
        this.views = views;
    }

    @GetMapping("/bills")
    ModelAndView list(
            Actor actor,
            @RequestParam(defaultValue = "ALL") BillFilter filter,
            @RequestParam(defaultValue = "") String after,
            Frame frame) {
        Slice<Bill> slice = bills.list(actor, filter, after);
        List<Seg> cuts = Arrays.stream(BillFilter.values())
                .map(cut -> new Seg(
                        frame.say("contribution.filter." + cut.name()), "/bills?filter=" + cut.name(), cut == filter))
                .toList();
        BillList page = new BillList(
                slice.items(), bills.totals(actor), filter, cuts, actor.is(Role.UNIT_OFFICER), after, slice.next());
        return new ModelAndView("contribution/bills", "page", page);
    }

    @GetMapping("/bills/{id}")
    ModelAndView bill(Actor actor, @PathVariable long id, Sent sent) {
        return views.page(actor, new BillId(id), sent, Tried.NOTHING);
    }

    @GetMapping("/bills/{id}/receipt.pdf")
    ResponseEntity<byte[]> receipt(Actor actor, @PathVariable long id, Frame frame) {
        BillId bill = new BillId(id);
        byte[] pdf = receipts.pdf(actor, bill, frame.words());
        return pdf(pdf, bills.find(actor, bill).reference());
    }

    /** Any receipt of the bill, also a void one and the red one that made it so. */
    @GetMapping("/bills/{id}/receipts/{number}")
    ResponseEntity<byte[]> receipt(Actor actor, @PathVariable long id, @PathVariable String number, Frame frame) {
        return pdf(receipts.pdf(actor, new BillId(id), number, frame.words()), number);
    }

    private static ResponseEntity<byte[]> pdf(byte[] pdf, String number) {
        return TakenAway.of(number + ".pdf", MediaType.APPLICATION_PDF, pdf);
    }
}
