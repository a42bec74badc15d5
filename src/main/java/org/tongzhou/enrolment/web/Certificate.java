package org.tongzhou.enrolment.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tongzhou.document.Letter;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.Clause;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** The certificate (计划书) of one cover: who, what, from when to when, and the plan's clauses in full. */
record Certificate(Cover cover, PersonCard member, String unit, PlanVersion plan, Frame frame) {
    /** Stable: fund-wide cover number in at least eight digits. */
    String number() {
        return String.format("JH%08d", cover.number());
    }

    Letter letter() {
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Pairs(facts()));
        blocks.add(new Letter.Heading(frame.say("certificate.summary")));
        blocks.add(
                new Letter.Paragraph(plan.heading().summary().in(frame.words().locale())));
        blocks.add(new Letter.Heading(frame.say("certificate.clauses", plan.edition())));
        plan.clauses().values().stream()
                .sorted(Comparator.comparing(Clause::id, Certificate::byNumber))
                .forEach(clause -> blocks.add(new Letter.Paragraph(
                        clause.id() + "  " + clause.text().in(frame.words().locale()))));
        if (hasExamples()) {
            blocks.add(new Letter.Paragraph(frame.say("certificate.example")));
        }
        return new Letter(frame.say("certificate.title"), number(), blocks, frame.say("certificate.seal"));
    }

    private List<Map.Entry<String, String>> facts() {
        Cover.Period period = Objects.requireNonNull(cover.period());
        return List.of(
                Map.entry(frame.say("certificate.member"), member.name()),
                Map.entry(frame.say("certificate.id"), member.maskedId()),
                Map.entry(frame.say("cover.unit"), unit),
                Map.entry(
                        frame.say("certificate.plan"),
                        plan.name().in(frame.words().locale())),
                Map.entry(frame.say("cover.units"), frame.say("cover.units.value", cover.units())),
                Map.entry(frame.say("cover.fee"), fee(cover, plan, frame)),
                Map.entry(frame.say("cover.period"), frame.fmt().range(period.term())),
                Map.entry(frame.say("cover.since"), frame.fmt().day(period.continuousSince())),
                Map.entry(frame.say("certificate.counts"), frame.fmt().day(period.waitingUntil())));
    }

    /** A plan that is free to its members may be paid for by others. */
    static String fee(Cover cover, PlanVersion plan, Frame frame) {
        String fee = frame.fmt().yuan(cover.fee());
        Fee stated = plan.joining().fee();
        boolean free = stated.by().isEmpty() && stated.charge(cover.units()).isZero();
        boolean granted = free && cover.fee().isPositive();
        return granted ? frame.say("cover.fee.granted", fee) : fee;
    }

    private boolean hasExamples() {
        return plan.joining().maxUnits().example()
                || plan.joining().fee().amount().example()
                || plan.waiting().days().example();
    }

    /** 2 before 10, 6 before 6.1. */
    private static int byNumber(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,6}") && right[i].matches("\\d{1,6}");
            int order = numbers
                    ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
