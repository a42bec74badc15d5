package org.tongzhou.claim.web;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.document.Letters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.TakenAway;

/** The decision letter of a claim as PDF, for the member and for whoever reviews it; there the name stays masked. */
@Controller
class LetterPages {
    private final Cases cases;
    private final PaidTo paidTo;
    private final Units units;
    private final Places places;
    private final Letters letters;

    LetterPages(Cases cases, PaidTo paidTo, Units units, Places places, Letters letters) {
        this.cases = cases;
        this.paidTo = paidTo;
        this.units = units;
        this.places = places;
        this.letters = letters;
    }

    @GetMapping("/my/claims/{id}/letter.pdf")
    @Allowed({Role.MEMBER, Role.UNIT_OFFICER})
    ResponseEntity<byte[]> own(@PathVariable long id, Actor actor, Frame frame) {
        return letter(actor.fund(), cases.follow(actor, new ClaimId(id)), frame, false);
    }

    @GetMapping("/reviews/{id}/letter.pdf")
    @Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
    ResponseEntity<byte[]> reviewed(@PathVariable long id, Actor actor, Frame frame) {
        return letter(actor.fund(), cases.review(actor, new ClaimId(id)), frame, true);
    }

    private ResponseEntity<byte[]> letter(FundId fund, ClaimFile file, Frame frame, boolean masked) {
        if (!DecisionLetter.isDecided(file.claim().state())) {
            throw Refusal.conflict("claim_letter_not_yet", file.claim().number());
        }
        DecisionLetter letter = new DecisionLetter(file, new Known(fund, file.claim(), frame, masked), frame);
        return TakenAway.of(letter.number() + ".pdf", MediaType.APPLICATION_PDF, letters.pdf(letter.letter()));
    }

    /** The names of one claim, read once. */
    private final class Known implements LetterNames {
        private final FundId fund;
        private final Claim claim;
        private final Frame frame;
        private final boolean masked;
        private final PaidTo.Recipient recipient;
        private final PersonCard card;

        Known(FundId fund, Claim claim, Frame frame, boolean masked) {
            this.fund = fund;
            this.claim = claim;
            this.frame = frame;
            this.masked = masked;
            this.recipient = paidTo.of(fund, claim);
            this.card = recipient.card();
        }

        @Override
        public String member() {
            return masked ? Mask.name(card.name()) : card.name();
        }

        @Override
        public String maskedId() {
            return card.maskedId();
        }

        @Override
        public String card() {
            return recipient
                    .heir()
                    .map(named -> PaidTo.line(
                            named, masked ? named.maskedName() : named.heir().name(), frame))
                    .orElseGet(() -> ClaimWords.cardLine(card, frame));
        }

        @Override
        public String unit() {
            return units.names(fund, List.of(claim.owner().unit()))
                    .getOrDefault(claim.owner().unit(), "");
        }

        @Override
        public String plan(String code) {
            return places.plan(fund, code, frame);
        }

        @Override
        public String union() {
            return places.union(claim.owner().path(), claim.level(), frame);
        }

        @Override
        public String clause(String citation) {
            return places.clause(fund, citation, frame);
        }
    }
}
