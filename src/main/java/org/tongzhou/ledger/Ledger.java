package org.tongzhou.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.BookReport.Pace;
import org.tongzhou.ledger.Turnover.Months;

/**
 * The journal of a fund. What is posted stays: a mistake is taken back by a reversal. No balance is locked while posting,
 * so that a whole province posts at once; a balance is the totals of the last snapshot and the lines since.
 */
@Component
public class Ledger {
    private static final int PAGE = 50;
    private static final int MOST_AT_ONCE = 5_000;

    private final LedgerStore store;
    private final BalanceStore balances;

    Ledger(LedgerStore store, BalanceStore balances) {
        this.store = store;
        this.balances = balances;
    }

    /**
     * Posts in the caller's transaction. The same posting again gives the id of the first; another amount, day or
     * territory for the same template and cause is refused ({@code ledger_posting_differs}).
     */
    @Transactional
    public JournalId post(FundId fund, Posting posting) {
        if (posting.template() == Template.REVERSAL) {
            throw new IllegalArgumentException("a reversal is made by reverse");
        }
        return insert(fund, posting, null);
    }

    /** Posts many at once, written in one statement; each as {@link #post} would, also when some were posted before. */
    @Transactional
    public void postAll(FundId fund, List<Posting> postings) {
        for (int from = 0; from < postings.size(); from += MOST_AT_ONCE) {
            List<Posting> some = postings.subList(from, Math.min(postings.size(), from + MOST_AT_ONCE));
            if (store.insertAll(fund, some) < some.size()) {
                some.forEach(posting -> post(fund, posting));
            }
        }
    }

    /**
     * Takes a journal back with the signs turned; once only: again with the same day gives the first reversal, with
     * another day it is refused, and so is the reversal of a reversal ({@code ledger_reversal_final}).
     */
    @Transactional
    public JournalId reverse(FundId fund, JournalId id, LocalDate valueDate, Instant at) {
        Journal journal = store.find(fund, id).orElseThrow(Refusal::notFound);
        if (journal.reverses() != null) {
            throw Refusal.conflict("ledger_reversal_final", id.value());
        }
        List<Line> turned = journal.lines().stream().map(Line::turned).toList();
        return insert(fund, new Posting(Template.REVERSAL, "journal:" + id.value(), valueDate, at, turned), id);
    }

    private JournalId insert(FundId fund, Posting posting, @Nullable JournalId reverses) {
        return store.insert(fund, posting, reverses).orElseGet(() -> same(fund, posting));
    }

    private JournalId same(FundId fund, Posting posting) {
        Journal first = store.find(fund, posting.template(), posting.cause()).orElseThrow(() -> differs(posting));
        if (!first.lines().equals(posting.lines()) || !first.valueDate().equals(posting.valueDate())) {
            throw differs(posting);
        }
        return first.id();
    }

    private static Refusal differs(Posting posting) {
        return Refusal.conflict("ledger_posting_differs", posting.template().name(), posting.cause());
    }

    /** Every account that has lines, by code; the balances sum to zero. */
    public List<AccountBalance> trialBalance(FundId fund) {
        return trialBalance(Scope.province(fund));
    }

    /** The same over the lines of a territory. */
    public List<AccountBalance> trialBalance(Scope scope) {
        return balances.balances(scope);
    }

    /** The report over some months of a territory's lines, by book day; {@code today} tells which of them are over. */
    public BookReport report(Scope scope, Months months, LocalDate today) {
        List<Turnover> turnovers = balances.turnovers(scope, months);
        Pace pace = months.overIn(YearMonth.from(today))
                .map(over -> Pace.of(over.equals(months) ? turnovers : balances.turnovers(scope, over), over))
                .orElse(Pace.NONE);
        return new BookReport(turnovers, pace);
    }

    /** What was posted for a cause such as {@code bill:17}, oldest first. */
    public List<Journal> journals(FundId fund, String cause) {
        return store.byCause(Scope.province(fund), cause);
    }

    /** The same as far as a territory may see it: journals with a line inside. */
    public List<Journal> journals(Scope scope, String cause) {
        return store.byCause(scope, cause);
    }

    /** The newest journals with a line inside the territory, from the one before {@code before} on. */
    public Slice<Journal> newest(Scope scope, Optional<JournalId> before) {
        long below = before.map(JournalId::value).orElse(Long.MAX_VALUE);
        return Slice.of(store.newest(scope, below, PAGE + 1), PAGE, j -> Long.toString(j.id().value()));
    }
}
