package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.document.Letter;
import org.tongzhou.document.Letters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Payer;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/**
 * The fund's receipts, one for each payer of a bill once the payer's part is in full: numbered without gaps but for one after a restore,
 * amount in capital figures; one is made void by another in red once its money no longer pays the bill. A subsidy has none.
 */
@Component
public class Receipts {
    private static final int PAGE = 50;

    private final BillStore bills;
    private final ReceiptStore store;
    private final Letters letters;

    Receipts(BillStore bills, ReceiptStore store, Letters letters) {
        this.bills = bills;
        this.store = store;
        this.letters = letters;
    }

    /** A receipt as a list shows it: negative and in red where it makes another one void; without a payer it is over the whole bill. */
    public record Slip(
            String number,
            @Nullable Payer payer,
            Money amount,
            LocalDate issuedOn,
            @Nullable String reverses,
            boolean isVoid) {
        public boolean isRed() {
            return amount.isNegative();
        }
    }

    /**
     * The receipts of a bill, oldest first, 50 at a time, with those that were made void and those that made them so: whoever leaves a
     * paid bill has those of its payers made void and issued anew.
     */
    public Slice<Slip> of(Actor actor, BillId id, String after) {
        Bill bill = requireBill(actor, id);
        List<ReceiptStore.Receipt> found = store.after(actor.fund(), id, Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, receipt -> Long.toString(receipt.id())).map(receipt -> slip(bill, receipt));
    }

    /** Those that hold, in the order of the bill's payers; empty while no payer has paid in full. */
    public List<Slip> inForce(Actor actor, BillId id) {
        Bill bill = requireBill(actor, id);
        return store.inForce(actor.fund(), id).stream()
                .map(receipt -> slip(bill, receipt))
                .toList();
    }

    private static Slip slip(Bill bill, ReceiptStore.Receipt receipt) {
        return new Slip(
                receipt.number(),
                payer(bill, receipt),
                receipt.amount(),
                FundClock.dayOf(receipt.issuedAt()),
                receipt.reverses(),
                receipt.isVoid());
    }

    private static @Nullable Payer payer(Bill bill, ReceiptStore.Receipt receipt) {
        return bill.parts().stream()
                .filter(part -> part.no() == receipt.part())
                .map(BillPart::payer)
                .findFirst()
                .orElse(null);
    }

    private Bill requireBill(Actor actor, BillId id) {
        return bills.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** The receipts in force as one PDF, each on a page of its own. Refuses {@code receipt_none} before there is one. */
    public byte[] pdf(Actor actor, BillId id, Words words) {
        Bill bill = requireBill(actor, id);
        List<ReceiptStore.Receipt> receipts = store.inForce(actor.fund(), id);
        if (receipts.isEmpty()) {
            throw Refusal.conflict("receipt_none", bill.outstanding());
        }
        return letters.pdf(receipts.stream()
                .map(receipt -> letter(actor, bill, receipt, words))
                .toList());
    }

    /** Any receipt of a bill by its number, also a void or a red one. */
    public byte[] pdf(Actor actor, BillId id, String number, Words words) {
        Bill bill = requireBill(actor, id);
        ReceiptStore.Receipt receipt = store.find(actor.fund(), id, number).orElseThrow(Refusal::notFound);
        return letters.pdf(letter(actor, bill, receipt, words));
    }

    private Letter letter(Actor actor, Bill bill, ReceiptStore.Receipt receipt, Words words) {
        Fmt fmt = Fmt.of(words.locale());
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Pairs(List.of(
                Map.entry(words.say("contribution.receipt.payer"), payerWords(bill, receipt, words)),
                Map.entry(words.say("contribution.receipt.for"), words.say("contribution.receipt.what", bill.people())),
                Map.entry(words.say("contribution.reference"), reference(bill, receipt)),
                Map.entry(words.say("contribution.receipt.amount"), fmt.yuan(receipt.amount())),
                Map.entry(words.say("contribution.receipt.words"), inWords(receipt.amount(), words, fmt)),
                Map.entry(words.say("contribution.receipt.issued"), fmt.day(FundClock.dayOf(receipt.issuedAt()))))));
        if (receipt.reverses() != null) {
            blocks.add(new Letter.Paragraph(words.say("contribution.receipt.reverses", receipt.reverses())));
        } else if (receipt.isVoid()) {
            blocks.add(new Letter.Paragraph(words.say("contribution.receipt.void")));
        } else {
            if (receipt.part() == 0) {
                blocks.add(new Letter.Heading(words.say("contribution.shares")));
                blocks.add(shares(bill, words, fmt));
            }
            blocks.add(new Letter.Heading(words.say("contribution.payments")));
            blocks.add(payments(allocated(actor.fund(), bill, receipt), words, fmt));
        }
        blocks.add(new Letter.Paragraph(words.say("contribution.receipt.note")));
        return new Letter(
                words.say(receipt.reverses() == null ? "contribution.receipt.title" : "contribution.receipt.red"),
                receipt.number(),
                blocks,
                words.say("contribution.receipt.seal"));
    }

    /** A unit that collects its workers' part pays it for them. */
    private static String payerWords(Bill bill, ReceiptStore.Receipt receipt, Words words) {
        Payer payer = payer(bill, receipt);
        if (payer == null || payer == Payer.EMPLOYER) {
            return bill.unitName();
        }
        String word = words.say("contribution.share." + payer.key());
        return payer == Payer.WORKER ? words.say("contribution.receipt.for.workers", bill.unitName(), word) : word;
    }

    private static String reference(Bill bill, ReceiptStore.Receipt receipt) {
        return bill.parts().stream()
                .filter(part -> part.no() == receipt.part())
                .map(BillPart::reference)
                .findFirst()
                .orElse(bill.reference());
    }

    private static String inWords(Money amount, Words words, Fmt fmt) {
        return amount.isNegative()
                ? words.say("contribution.receipt.negative", fmt.inWords(amount.negated()))
                : fmt.inWords(amount);
    }

    /** The payers' parts; what programmes pay is no payment of the unit and stands on the bill alone. */
    private static Letter.Table shares(Bill bill, Words words, Fmt fmt) {
        List<List<String>> rows = new ArrayList<>();
        for (BillPart part : bill.parts()) {
            if (part.payer() != null) {
                add(rows, words.say("contribution.share." + part.payer().key()), part.amount(), fmt);
            }
        }
        rows.add(List.of(words.say("contribution.total"), fmt.money(bill.toTransfer())));
        return new Letter.Table(
                List.of(words.say("contribution.share"), words.say("contribution.amount")), rows, Set.of(1));
    }

    private static void add(List<List<String>> rows, String payer, Money amount, Fmt fmt) {
        if (amount.isPositive()) {
            rows.add(List.of(payer, fmt.money(amount)));
        }
    }

    /** What came in for the receipt's part, or for the whole bill: all of it, since the receipt is over its sum. */
    private List<BillPayment> allocated(FundId fund, Bill bill, ReceiptStore.Receipt receipt) {
        return bills.payments(fund, bill.id(), receipt.part()).stream()
                .filter(BillPayment::isLive)
                .toList();
    }

    private static Letter.Table payments(List<BillPayment> payments, Words words, Fmt fmt) {
        List<List<String>> rows = payments.stream()
                .map(payment -> List.of(
                        fmt.day(payment.valueDate()),
                        payment.payer().isEmpty() ? Fmt.NONE : payment.payer(),
                        payment.serial(),
                        fmt.money(payment.amount())))
                .toList();
        return new Letter.Table(
                List.of(
                        words.say("contribution.valueDate"),
                        words.say("contribution.payer"),
                        words.say("contribution.serial"),
                        words.say("contribution.amount")),
                rows,
                Set.of(3));
    }
}
