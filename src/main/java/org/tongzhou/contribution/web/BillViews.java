package org.tongzhou.contribution.web;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillId;
import org.tongzhou.contribution.Bills;
import org.tongzhou.contribution.FeeAccount;
import org.tongzhou.contribution.Instalments;
import org.tongzhou.contribution.Receipts;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** Puts the page of one bill together. */
@Component
class BillViews {
    private final Bills bills;
    private final Receipts receipts;
    private final Instalments instalments;
    private final Submissions submissions;
    private final FeeAccount account;

    BillViews(Bills bills, Receipts receipts, Instalments instalments, Submissions submissions, FeeAccount account) {
        this.bills = bills;
        this.receipts = receipts;
        this.instalments = instalments;
        this.submissions = submissions;
        this.account = account;
    }

    ModelAndView page(Actor actor, BillId id, Sent sent, Tried tried) {
        PagedLists lists = lists(id, sent);
        Bill bill = bills.find(actor, id);
        BillPage page = new BillPage(
                bill,
                bills.payments(actor, bill.id(), lists.startOf("after")),
                lists,
                bills.tookBack(actor, bill.id()),
                account,
                receipts.inForce(actor, bill.id()),
                receipts.of(actor, bill.id(), lists.startOf("receipts")),
                instalments.of(actor, bill.id()),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.UNIT_OFFICER) || actor.is(Role.FINANCE_MAKER),
                submissions.leftOut(actor.fund(), bill.submission()),
                tried);
        return new ModelAndView("contribution/bill", "page", page);
    }

    /** The bill as it stood where a form was sent from. */
    static PagedLists lists(BillId id, Sent sent) {
        return PagedLists.of("/bills/" + id.value(), sent, "after", "receipts");
    }
}
