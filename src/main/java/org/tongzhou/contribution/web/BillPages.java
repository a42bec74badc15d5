package org.tongzhou.contribution.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import org.tongzhou.contribution.FeeAccount;
import org.tongzhou.contribution.Instalments;
import org.tongzhou.contribution.Receipts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Seg;

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
    private final Instalments instalments;
    private final FeeAccount account;

    BillPages(Bills bills, Receipts receipts, Instalments instalments, FeeAccount account) {
        this.bills = bills;
        this.receipts = receipts;
        this.instalments = instalments;
        this.account = account;
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
                slice.items(),
                bills.totals(actor),
                filter,
                cuts,
                actor.is(Role.UNIT_OFFICER),
                after.isEmpty() ? null : after,
                slice.next());
        return new ModelAndView("contribution/bills", "page", page);
    }

    @GetMapping("/bills/{id}")
    ModelAndView bill(Actor actor, @PathVariable long id) {
        Bill bill = bills.find(actor, new BillId(id));
        BillPage page = new BillPage(
                bill,
                bills.payments(actor, bill.id()),
                account,
                receipts.inForce(actor, bill.id()),
                receipts.of(actor, bill.id()),
                instalments.of(actor, bill.id()),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.UNIT_OFFICER) || actor.is(Role.FINANCE_MAKER));
        return new ModelAndView("contribution/bill", "page", page);
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
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(number + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(pdf);
    }
}
