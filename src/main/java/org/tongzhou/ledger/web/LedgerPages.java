package org.tongzhou.ledger.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.JournalId;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.NavItem;

/** The books, to be read: trial balance, and every journal with its cause. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class LedgerPages {
    private static final int SHOWN = 12;

    private final Ledger ledger;

    LedgerPages(Ledger ledger) {
        this.ledger = ledger;
    }

    @Bean
    static NavItem ledgerNav() {
        return NavItem.to(LedgerPages.class, "ledger.nav", "/ledger", "book", 60);
    }

    @GetMapping("/ledger")
    ModelAndView trialBalance(Actor actor) {
        List<Journal> newest = ledger.newest(actor.scope(), Optional.empty()).items();
        TrialBalancePage page = new TrialBalancePage(
                ledger.trialBalance(actor.scope()),
                newest.subList(0, Math.min(SHOWN, newest.size())),
                actor.scope().isWholeFund());
        return new ModelAndView("ledger/trial-balance", "page", page);
    }

    @GetMapping("/ledger/journals")
    ModelAndView journals(
            @RequestParam(defaultValue = "") String cause, @RequestParam @Nullable Long after, Actor actor) {
        return new ModelAndView("ledger/journals", "page", page(cause.strip(), after, actor));
    }

    private JournalsPage page(String cause, @Nullable Long after, Actor actor) {
        if (!cause.isEmpty()) {
            return new JournalsPage(cause, ledger.journals(actor.scope(), cause), null, null);
        }
        Slice<Journal> slice =
                ledger.newest(actor.scope(), Optional.ofNullable(after).map(JournalId::new));
        return new JournalsPage("", slice.items(), after == null ? null : after.toString(), slice.next());
    }
}
