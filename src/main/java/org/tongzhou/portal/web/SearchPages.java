package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;

/**
 * One box at the top of the desk: a whole name or its initials, an identity number or its last four characters, a mobile, or a unit's name or
 * code; inside the territory only. What is asked is posted, since it may be somebody's number and addresses are kept by browsers and logs.
 */
@Controller
@Allowed({
    Role.UNIT_OFFICER,
    Role.COUNTY_REVIEWER,
    Role.CITY_REVIEWER,
    Role.PROVINCE_REVIEWER,
    Role.FINANCE_MAKER,
    Role.FINANCE_CHECKER,
    Role.MANAGER,
    Role.AUDITOR,
    Role.ADMIN
})
class SearchPages {
    private static final int LONGEST = 60;
    private static final int MOST = 50;
    private static final int MOST_LOOKS = 10;

    private final People people;
    private final Covers covers;
    private final Units units;
    private final DeskClaims claims;

    SearchPages(People people, Covers covers, Units units, DeskClaims claims) {
        this.people = people;
        this.covers = covers;
        this.units = units;
        this.claims = claims;
    }

    @GetMapping("/search")
    ModelAndView ask() {
        return page(new SearchPage("", List.of(), List.of(), List.of(), false));
    }

    @PostMapping("/search")
    @ChangesNothing
    ModelAndView search(@RequestParam(defaultValue = "") String q, Actor actor, Frame frame) {
        String text = Characters.first(LONGEST, q.strip());
        if (text.isEmpty()) {
            return ask();
        }
        Slice<SearchPage.Hit> claimHits = claims.numbered(actor, text, frame);
        List<SearchPage.Hit> persons = PersonPages.mayOpen(actor) ? persons(actor, text, frame) : List.of();
        Slice<Unit> found = units.search(actor, text, "");
        List<SearchPage.Hit> unitHits = found.items().stream()
                .map(unit -> new SearchPage.Hit(
                        "", unit.name(), unit.code(), frame.say("portal.search.staff", unit.staffCount())))
                .toList();
        boolean more = persons.size() > MOST || claimHits.next() != null || found.next() != null;
        return page(new SearchPage(text, persons.stream().limit(MOST).toList(), claimHits.items(), unitHits, more));
    }

    private List<SearchPage.Hit> persons(Actor actor, String text, Frame frame) {
        Map<PersonId, UnitId> inside = inside(actor, text, frame.today().day());
        List<PersonId> shown = inside.keySet().stream().limit(MOST + 1L).toList();
        Map<PersonId, PersonCard> cards = people.cards(actor.fund(), shown);
        Map<UnitId, String> names =
                units.names(actor.fund(), inside.values().stream().distinct().toList());
        return shown.stream()
                .flatMap(id -> Optional.ofNullable(cards.get(id)).stream())
                .map(card -> new SearchPage.Hit(
                        "/people/" + card.id().value(),
                        Mask.name(card.name()),
                        names.getOrDefault(inside.get(card.id()), ""),
                        card.maskedId()))
                .toList();
    }

    /** Those of the territory; a name may be borne by thousands outside of it. */
    private Map<PersonId, UnitId> inside(Actor actor, String text, LocalDate today) {
        Optional<ResidentId> id = ResidentId.typed(text);
        if (id.isPresent()) {
            return covers.within(
                    actor, people.find(actor.fund(), id.get()).stream().toList(), today);
        }
        Map<PersonId, UnitId> inside = new LinkedHashMap<>();
        PersonId after = People.FIRST;
        for (int looks = 0; looks < MOST_LOOKS && inside.size() <= MOST; looks++) {
            List<PersonId> found = people.sought(actor.fund(), text, after);
            inside.putAll(covers.within(actor, found, today));
            if (found.size() < People.PAGE) {
                break;
            }
            after = found.get(found.size() - 1);
        }
        return inside;
    }

    private static ModelAndView page(SearchPage page) {
        return new ModelAndView("portal/search", "page", page);
    }
}
