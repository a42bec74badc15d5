package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Grade;
import org.tongzhou.claim.Outcome;
import org.tongzhou.claim.Reclassifications;
import org.tongzhou.claim.web.ClaimPanel.Choice;
import org.tongzhou.claim.web.ClaimPanel.Classes;
import org.tongzhou.claim.web.ClaimPanel.Graded;
import org.tongzhou.claim.web.ClaimPanel.Grades;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Frame;

/** What a reviewer may confirm: classes of disease, those the diagnosis opens, then all of the plan; grades of disability. */
@Component
class ClassViews {
    private final Plans plans;

    ClassViews(Plans plans) {
        this.plans = plans;
    }

    /** For the claim itself; once a class is confirmed, another of the whole list may still be chosen until the decision. */
    @Nullable
    Classes open(FundId fund, ClaimFile file, Frame frame) {
        if (!file.claim().benefit().lumpSum()) {
            return null;
        }
        List<Choice> opened = file.outcome().choices().stream()
                .map(choice -> choice(choice, frame))
                .toList();
        List<Choice> choices = opened.isEmpty() ? all(fund, file.claim(), frame) : opened;
        boolean open = file.claim().state() == ClaimState.REVIEW;
        return choices.isEmpty() ? null : new Classes(choices, file.finding(), open);
    }

    /** For a decided claim, the classes that a claim for the difference may name; empty where there is none to open. */
    List<Choice> graver(Actor actor, ClaimFile file, Frame frame) {
        return file.claim().benefit().lumpSum() && mayFollow(actor, file)
                ? all(actor.fund(), file.claim(), frame).stream()
                        .filter(choice -> !choice.code().equals(file.finding()))
                        .toList()
                : List.of();
    }

    private static boolean mayFollow(Actor actor, ClaimFile file) {
        Claim claim = file.claim();
        boolean reviewer = Stream.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER)
                .anyMatch(actor::is);
        return reviewer && claim.state().isGranted() && !Reclassifications.isFollowed(claim, file.siblings());
    }

    /** What a certificate of disability may state; null where the plan pays for none, or the member died of the accident. */
    @Nullable
    Grades grades(Actor actor, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        boolean survived = file.eventCase().kind() == EventKind.ACCIDENT
                && !file.eventCase().facts().isDeath();
        return benefits(actor.fund(), claim)
                .filter(benefit -> survived && benefit instanceof Disability)
                .map(Disability.class::cast)
                .findFirst()
                .map(benefit -> new Grades(
                        choices(benefit, frame),
                        benefit.judgedByDay(),
                        graded(file.finding()),
                        claim.state() == ClaimState.REVIEW,
                        mayFollow(actor, file)))
                .orElse(null);
    }

    private static List<Choice> choices(Disability benefit, Frame frame) {
        List<Integer> shares = benefit.gradeBasisPoints().value();
        return IntStream.rangeClosed(1, shares.size())
                .mapToObj(grade -> new Choice(
                        Integer.toString(grade),
                        frame.say("claim.review.grade.of", grade),
                        frame.fmt().rate(shares.get(grade - 1))))
                .toList();
    }

    private static Graded graded(@Nullable String finding) {
        return Grade.of(finding)
                .map(found -> new Graded(
                        Integer.toString(found.grade()),
                        found.judgedOn().toString(),
                        Objects.toString(found.treatmentEnded(), "")))
                .orElse(new Graded("", "", ""));
    }

    private static Choice choice(Outcome.Choice choice, Frame frame) {
        String needs = choice.needs() == null
                ? ""
                : frame.say("claim.review.class.needs", choice.needs().in(Places.locale(frame)));
        return new Choice(
                choice.disease(),
                choice.name().in(Places.locale(frame)) + needs,
                frame.fmt().money(choice.upTo()));
    }

    private Stream<Benefit> benefits(FundId fund, Claim claim) {
        return plans
                .edition(
                        fund,
                        new PlanCode(claim.benefit().plan()),
                        claim.benefit().planVersion())
                .stream()
                .flatMap(plan -> plan.benefits().stream());
    }

    private List<Choice> all(FundId fund, Claim claim, Frame frame) {
        List<Choice> all = new ArrayList<>();
        benefits(fund, claim)
                .filter(LumpSum.class::isInstance)
                .flatMap(benefit -> ((LumpSum) benefit).lists().stream())
                .forEach(list -> list.classes()
                        .forEach(disease -> all.add(new Choice(
                                disease.code(),
                                disease.name().in(Places.locale(frame)),
                                frame.say(
                                        "claim.review.class.unit",
                                        frame.fmt().money(list.perUnit().value()))))));
        return all;
    }
}
