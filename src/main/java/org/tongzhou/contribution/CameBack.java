package org.tongzhou.contribution;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.payment.SentBack;
import org.tongzhou.recovery.Repayments;

/**
 * Credits whose words say that they came back. One that bears the number of a payment of ours is that payment come back, which the
 * room payment books; one that names a bill, a programme or a debt is a fee paid again or a benefit paid back, and comes in.
 */
@Component
class CameBack {
    private final CreditStore credits;
    private final Repayments repayments;
    private final SentBack sentBack;

    CameBack(CreditStore credits, Repayments repayments, SentBack sentBack) {
        this.credits = credits;
        this.repayments = repayments;
        this.sentBack = sentBack;
    }

    /** The lines of a file in their order, and what was found of those that came back. */
    record Sorted(List<BankLine> lines, Map<BankLine, SentBack.Told> told) {}

    /** Before any credit or bill is locked: other rooms hear of a payment that came back, and lock what is theirs. */
    Sorted sort(Actor actor, List<BankLine> read, Instant now) {
        FundId fund = actor.fund();
        List<BankLine> back = read.stream().filter(CameBack::saysSo).toList();
        if (back.isEmpty()) {
            return new Sorted(read, Map.of());
        }
        Set<BankLine> taken = takenIn(fund, back);
        List<BankLine> asked =
                back.stream().filter(line -> !taken.contains(line)).toList();
        List<SentBack.Told> answers =
                sentBack.take(actor, asked.stream().map(CameBack::line).toList(), now);
        Map<BankLine, SentBack.Told> told = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            told.put(asked.get(i), answers.get(i));
        }
        Set<BankLine> in = comingIn(fund, told);
        in.addAll(taken);
        return new Sorted(
                read.stream()
                        .map(line -> in.contains(line) ? line.comingIn() : line)
                        .toList(),
                told);
    }

    private static boolean saysSo(BankLine line) {
        return line.direction() == BankLine.Direction.OTHER && line.isCredit();
    }

    private static SentBack.Line line(BankLine line) {
        return new SentBack.Line(
                line.serial(), line.valueDate(), line.amount(), line.payer(), line.account(), line.remark());
    }

    /** Money that stands in our books already, noted by hand or taken in by an earlier file, came in only once. */
    private Set<BankLine> takenIn(FundId fund, List<BankLine> back) {
        Set<Repayments.Credit> noted = repayments
                .noted(fund, back.stream().map(OtherNames::credit).toList())
                .keySet();
        Set<CreditStore.Key> known =
                credits.known(fund, CreditStore.Key.of(back)).keySet();
        Set<BankLine> taken = new HashSet<>();
        back.stream()
                .filter(line -> noted.contains(OtherNames.credit(line)) || known.contains(CreditStore.Key.of(line)))
                .forEach(taken::add);
        return taken;
    }

    private Set<BankLine> comingIn(FundId fund, Map<BankLine, SentBack.Told> told) {
        List<String> remarks = told.keySet().stream().map(BankLine::remark).toList();
        List<String> owing = repayments.referred(fund, remarks).stream()
                .map(Repayments.Owing::reference)
                .toList();
        Set<BankLine> in = new HashSet<>();
        told.forEach((line, found) -> {
            if (!found.isOurs() && names(line.remark(), owing)) {
                in.add(line);
            }
        });
        return in;
    }

    private static boolean names(String remark, List<String> owing) {
        return !PaymentReference.in(remark).isEmpty()
                || !PaymentReference.ofProgrammes(remark).isEmpty()
                || owing.stream().anyMatch(remark::contains);
    }
}
