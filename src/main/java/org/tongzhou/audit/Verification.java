package org.tongzhou.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.Book.Row;
import org.tongzhou.kernel.Book.Seal;
import org.tongzhou.kernel.Book.Sealed;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Check.Finding;
import org.tongzhou.kernel.FundId;

/**
 * Recomputes everything that the books promise: each chain from its first seal, the rows behind it that are not sealed
 * yet, the heads kept in the database and outside, and every {@link Check} of the rooms. Reads only.
 */
@Component
public class Verification {
    private static final int PAGE = 2_000;

    private final List<Book> books;
    private final List<Check> checks;
    private final HeadStore heads;
    private final HeadFiles files;
    private final JdbcClient jdbc;

    Verification(List<Book> books, List<Check> checks, HeadStore heads, HeadFiles files, JdbcClient jdbc) {
        this.books = books.stream().sorted(Comparator.comparing(Book::name)).toList();
        this.checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
        this.heads = heads;
        this.files = files;
        this.jdbc = jdbc;
    }

    /** Without the site: books and checks need a connection, and the directory of the heads that are kept outside. */
    public static Verification over(DataSource source, Path heads) {
        return over(source, new HeadFiles(heads));
    }

    static Verification over(DataSource source, HeadFiles files) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
            context.registerBean(HeadFiles.class, () -> files);
            context.register(HeadStore.class, Verification.class);
            ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(Check.class));
            scanner.addIncludeFilter(new AssignableTypeFilter(Book.class));
            scanner.scan("org.tongzhou");
            context.refresh();
            return context.getBean(Verification.class);
        }
    }

    /** What one check found; {@code rows} are those it read, 0 where it does not count. */
    public record Result(String name, long rows, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /** Every fund that the books or the kept heads know. */
    public List<FundId> funds() {
        TreeSet<FundId> funds = new TreeSet<>(Comparator.comparingInt(FundId::code));
        for (Book book : books) {
            funds.addAll(book.funds());
            funds.addAll(files.funds(book.name()));
        }
        return List.copyOf(funds);
    }

    public List<Result> run(FundId fund) {
        List<Result> results = new ArrayList<>();
        for (Book book : books) {
            results.add(chain(book, fund));
            results.add(heads(book, fund));
        }
        for (Check check : checks) {
            results.add(new Result(check.name(), 0, check.run(fund)));
        }
        return results;
    }

    private Result chain(Book book, FundId fund) {
        ChainWalk walk = new ChainWalk(book.name());
        List<Sealed> page = book.sealed(fund, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(walk::step);
            page = book.sealed(fund, page.get(page.size() - 1).seal().seq(), PAGE);
        }
        long unsealed = tail(book, fund, walk);
        return new Result("chain." + book.name(), walk.length() + unsealed, walk.findings());
    }

    /** A row without a seal is new: one that an ended round of sealing should have seen came in by another way. */
    private long tail(Book book, FundId fund, ChainWalk walk) {
        // The horizon of a restored chain lies in the future of this server and says nothing of its own transactions.
        long next = jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
        long horizon =
                book.last(fund).map(Seal::horizonXid).filter(xid -> xid <= next).orElse(0L);
        long count = 0;
        List<Row> page = book.tail(fund, Long.MIN_VALUE, PAGE);
        while (!page.isEmpty()) {
            for (Row row : page) {
                walk.content(row);
                if (row.xid() < horizon) {
                    walk.add(Finding.of("audit_row_unsealed", walk.place("row", row.id())));
                }
            }
            count += page.size();
            page = book.tail(fund, page.get(page.size() - 1).id(), PAGE);
        }
        return count;
    }

    private Result heads(Book book, FundId fund) {
        List<Finding> findings = new ArrayList<>();
        List<Head> stored = heads.all(fund, book.name());
        for (Head head : stored) {
            compare(book, fund, head, "audit_head_differs", findings);
        }
        try {
            findings.addAll(outside(book, fund, stored));
        } catch (HeadFiles.Unreadable altered) {
            findings.add(Finding.of("audit_heads_unreadable", book.name() + " heads", altered.file()));
        }
        return new Result("heads." + book.name(), stored.size(), findings);
    }

    private List<Finding> outside(Book book, FundId fund, List<Head> stored) {
        List<Finding> findings = new ArrayList<>();
        List<Head> exported = files.daily(fund, book.name());
        Optional<Head> latest = files.latest(fund, book.name());
        exported.forEach(head -> compare(book, fund, head, "audit_export_differs", findings));
        latest.ifPresent(head -> compare(book, fund, head, "audit_latest_differs", findings));
        // The day that ended last may not be written yet.
        int due = stored.size() - (latest.isPresent() ? 1 : 0);
        if (exported.isEmpty() && due > 0 && !heads.areBegunAnew(fund)) {
            String file = files.dailyFile(fund, book.name()).toString();
            findings.add(Finding.of("audit_heads_gone", book.name() + " heads", Integer.toString(stored.size()), file));
        }
        findings.addAll(days(book, stored, exported));
        return findings;
    }

    private static void compare(Book book, FundId fund, Head head, String code, List<Finding> findings) {
        Optional<Seal> seal = book.seal(fund, head.seq());
        if (seal.isEmpty() || !Arrays.equals(seal.get().hash(), head.hash())) {
            findings.add(Finding.of(
                    code, book.name() + " seal " + head.seq(), head.day().toString()));
        }
    }

    /** A day exported must be in the database; a day in the database may be newer than the last export. */
    private static List<Finding> days(Book book, List<Head> stored, List<Head> exported) {
        if (exported.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Head head : exported) {
            if (stored.stream().noneMatch(other -> other.day().equals(head.day()))) {
                findings.add(Finding.of("audit_head_missing", place(book, head)));
            }
        }
        Head last = exported.get(exported.size() - 1);
        for (Head head : stored) {
            if (!head.day().isAfter(last.day())
                    && exported.stream().noneMatch(other -> other.day().equals(head.day()))) {
                findings.add(Finding.of("audit_head_alone", place(book, head)));
            }
        }
        return findings;
    }

    private static String place(Book book, Head head) {
        return book.name() + " head " + head.day();
    }
}
