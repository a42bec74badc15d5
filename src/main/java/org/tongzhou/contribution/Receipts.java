package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.document.Letter;
import org.tongzhou.document.Letters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.Shares;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/** The fund's receipt for a paid bill: numbered without gaps, amount in capital figures; void once the bank takes the money back. */
@Component
public class Receipts {
    private final BillStore bills;
    private final ReceiptStore store;
    private final Letters letters;

    Receipts(BillStore bills, ReceiptStore store, Letters letters) {
        this.bills = bills;
        this.store = store;
        this.letters = letters;
    }

    /** The number of the receipt in force; empty while the bill is open. */
    public Optional<String> number(Actor actor, BillId id) {
        if (bills.find(actor.scope(), id).isEmpty()) {
            throw Refusal.notFound();
        }
        return store.inForce(actor.fund(), id).map(ReceiptStore.Receipt::number);
    }

    /** The receipt as PDF, in Chinese or English words. Refuses {@code receipt_none} while the bill is open. */
    public byte[] pdf(Actor actor, BillId id, Words words) {
        Bill bill = bills.find(actor.scope(), id).orElseThrow(Refusal::notFound);
        ReceiptStore.Receipt receipt =
                store.inForce(actor.fund(), id).orElseThrow(() -> Refusal.conflict("receipt_none", bill.outstanding()));
        return letters.pdf(letter(actor, bill, receipt, words));
    }

    private Letter letter(Actor actor, Bill bill, ReceiptStore.Receipt receipt, Words words) {
        Fmt fmt = Fmt.of(words.locale());
        LocalDate issuedOn = LocalDate.ofInstant(receipt.issuedAt(), FundClock.ZONE);
        List<Letter.Block> blocks = List.of(
                new Letter.Pairs(List.of(
                        Map.entry(words.say("contribution.receipt.payer"), bill.unitName()),
                        Map.entry(
                                words.say("contribution.receipt.for"),
                                words.say("contribution.receipt.what", bill.people())),
                        Map.entry(words.say("contribution.reference"), bill.reference()),
                        Map.entry(words.say("contribution.receipt.amount"), fmt.yuan(bill.total())),
                        Map.entry(words.say("contribution.receipt.words"), fmt.inWords(bill.total())),
                        Map.entry(words.say("contribution.receipt.issued"), fmt.day(issuedOn)))),
                new Letter.Heading(words.say("contribution.shares")),
                shares(bill.shares(), words, fmt),
                new Letter.Heading(words.say("contribution.payments")),
                payments(actor, bill, words, fmt),
                new Letter.Paragraph(words.say("contribution.receipt.note")));
        return new Letter(
                words.say("contribution.receipt.title"),
                receipt.number(),
                blocks,
                words.say("contribution.receipt.seal"));
    }

    private static Letter.Table shares(Shares shares, Words words, Fmt fmt) {
        List<List<String>> rows = new ArrayList<>();
        add(rows, words.say("contribution.share.worker"), shares.worker(), fmt);
        add(rows, words.say("contribution.share.employer"), shares.employer(), fmt);
        add(rows, words.say("contribution.share.union"), shares.union(), fmt);
        add(rows, words.say("contribution.share.donor"), shares.donor(), fmt);
        rows.add(List.of(words.say("contribution.total"), fmt.money(shares.total())));
        return new Letter.Table(
                List.of(words.say("contribution.share"), words.say("contribution.amount")), rows, Set.of(1));
    }

    private static void add(List<List<String>> rows, String payer, Money amount, Fmt fmt) {
        if (amount.isPositive()) {
            rows.add(List.of(payer, fmt.money(amount)));
        }
    }

    private Letter.Table payments(Actor actor, Bill bill, Words words, Fmt fmt) {
        List<List<String>> rows = bills.payments(actor.fund(), bill.id()).stream()
                .filter(payment -> payment.returnedOn() == null)
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
