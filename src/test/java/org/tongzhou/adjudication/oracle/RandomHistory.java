package org.tongzhou.adjudication.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happened to one member over one or two terms: stays with their bills, each decided after those before it. */
record RandomHistory(int number, RandomPlan plan, int units, List<Event> events) {
    static final LocalDate FIRST_TERM = LocalDate.of(2025, 1, 1);

    /** A stay with its bills; {@code term} is 0 or 1. */
    record Event(int term, LocalDate day, boolean died, List<Cost> bills) {
        long total() {
            return bills.stream()
                    .mapToLong(bill -> bill.insured() + bill.inScope() + bill.outOfScope())
                    .sum();
        }

        long inScope() {
            return bills.stream().mapToLong(Cost::inScope).sum();
        }

        long outOfScope() {
            return bills.stream().mapToLong(Cost::outOfScope).sum();
        }
    }

    /** One bill, in fen. */
    record Cost(long insured, long inScope, long outOfScope) {}

    static RandomHistory draw(int number, RandomPlan plan, Random random) {
        List<Event> events = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        int inFirst = random.nextInt(count + 1);
        LocalDate day = FIRST_TERM;
        for (int i = 0; i < count; i++) {
            int term = i < inFirst ? 0 : 1;
            LocalDate start = FIRST_TERM.plusYears(term);
            day = (day.isBefore(start) ? start : day).plusDays(1L + random.nextInt(60));
            boolean last = i == count - 1;
            events.add(new Event(term, day, last && random.nextInt(8) == 0, bills(random)));
        }
        return new RandomHistory(number, plan, 1 + random.nextInt(4), List.copyOf(events));
    }

    private static List<Cost> bills(Random random) {
        List<Cost> bills = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bills.add(new Cost(fen(random), fen(random), random.nextBoolean() ? 0 : fen(random)));
        }
        return bills;
    }

    /** Mostly some thousand yuan, sometimes nothing, a round sum or very much. */
    private static long fen(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 100_000L * (1 + random.nextInt(20));
            case 2 -> random.nextInt(50_000_000);
            default -> random.nextInt(1_000_000);
        };
    }
}
