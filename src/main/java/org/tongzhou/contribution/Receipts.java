package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.document.Letter;
import org.tongzhou.document.Letters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/**
 * The fund's receipt for a paid bill: numbered without gaps, amount in capital figures;
 * one is made void by another in red once its money no longer pays the bill.
 */
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

    /** A receipt as a list shows it: negative and in red where it makes another one void. */
    public record Slip(
            String number,
            Money amount,
            LocalDate issuedOn,
            @Nullable String reverses,
            boolean isVoid) {
        public boolean isRed() {
            return amount.isNegative();
        }
    }

    /** The number of the receipt in force; empty while the bill is open. */
    public Optional<String> number(Actor actor, BillId id) {
        requireBill(actor, id);
        return store.inForce(actor.fund(), id).map(ReceiptStore.Receipt::number);
    }

    /** Every receipt of a bill, oldest first, with those that were made void and those that made them so. */
    public List<Slip> of(Actor actor, BillId id) {
        requireBill(actor, id);
        return store.all(actor.fund(), id).stream()
                .map(receipt -> new Slip(
                        receipt.number(),
                        receipt.amount(),
                        Postings.day(receipt.issuedAt()),
                        receipt.reverses(),
                        receipt.isVoid()))
                .toList();
    }

    private Bill requireBill(Actor actor, BillId id) {
        return bills.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** The receipt in force as PDF, in Chinese or English words. Refuses {@code receipt_none} while the bill is open. */
    public byte[] pdf(Actor actor, BillId id, Words words) {
        Bill bill = requireBill(actor, id);
        ReceiptStore.Receipt receipt =
                store.inForce(actor.fund(), id).orElseThrow(() -> Refusal.conflict("receipt_none", bill.outstanding()));
        return letters.pdf(letter(actor, bill, receipt, words));
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
                Map.entry(words.say("contribution.receipt.payer"), bill.unitName()),
                Map.entry(words.say("contribution.receipt.for"), words.say("contribution.receipt.what", bill.people())),
                Map.entry(words.say("contribution.reference"), bill.reference()),
                Map.entry(words.say("contribution.receipt.amount"), fmt.yuan(receipt.amount())),
                Map.entry(words.say("contribution.receipt.words"), inWords(receipt.amount(), words, fmt)),
                Map.entry(words.say("contribution.receipt.issued"), fmt.day(Postings.day(receipt.issuedAt()))))));
        if (receipt.reverses() != null) {
            blocks.add(new Letter.Paragraph(words.say("contribution.receipt.reverses", receipt.reverses())));
        } else if (receipt.isVoid()) {
            blocks.add(new Letter.Paragraph(words.say("contribution.receipt.void")));
        } else {
            blocks.add(new Letter.Heading(words.say("contribution.shares")));
            blocks.add(shares(bill, words, fmt));
            blocks.add(new Letter.Heading(words.say("contribution.payments")));
            blocks.add(payments(actor, bill, words, fmt));
        }
        blocks.add(new Letter.Paragraph(words.say("contribution.receipt.note")));
        return new Letter(
                words.say(receipt.reverses() == null ? "contribution.receipt.title" : "contribution.receipt.red"),
                receipt.number(),
                blocks,
                words.say("contribution.receipt.seal"));
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

    private Letter.Table payments(Actor actor, Bill bill, Words words, Fmt fmt) {
        List<List<String>> rows = bills.payments(actor.fund(), bill.id()).stream()
                .filter(BillPayment::isLive)
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
