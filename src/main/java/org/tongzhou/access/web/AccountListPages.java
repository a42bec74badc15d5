package org.tongzhou.access.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.AccountLine;
import org.tongzhou.access.AccountSearch;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;

/** The administrator's list of accounts. What is sought is posted, its later pages too, since it may be a name or a mobile. */
@Controller
@Allowed(Role.ADMIN)
class AccountListPages {
    private static final int LONGEST = 60;

    private final AccountSearch search;
    private final Territories territories;

    AccountListPages(AccountSearch search, Territories territories) {
        this.search = search;
        this.territories = territories;
    }

    @GetMapping({"/accounts", "/accounts/search"})
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String after) {
        return page(actor, "", new AccountSearch.Found(search.staff(actor, after), true));
    }

    @PostMapping("/accounts/search")
    @ChangesNothing
    ModelAndView search(
            Actor actor, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after) {
        String text = Characters.first(LONGEST, q.strip());
        return text.isEmpty() ? list(actor, after) : page(actor, text, search.search(actor, text, after));
    }

    private ModelAndView page(Actor actor, String text, AccountSearch.Found found) {
        Slice<AccountLine> slice = found.accounts();
        AccountList page = new AccountList(
                text,
                slice.items().stream()
                        .map(line -> new AccountList.Line(line, territories.words(actor.fund(), line.path())))
                        .toList(),
                slice.next(),
                found.allUnits());
        return new ModelAndView("access/accounts", "page", page);
    }
}
