package org.tongzhou.document;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Sha256;

/**
 * The papers that people gave. Whether somebody may see a paper is decided by the room that asked for it: this door
 * serves other rooms, not requests. At most 20 MB and 50 pages each; PDF, OFD, e-receipt XML, JPEG or PNG by content.
 */
@Component
public class Papers {
    static final int MOST_BYTES = 20 * 1024 * 1024;
    private static final Pattern KIND = Pattern.compile("[a-z_]{2,40}");

    private final PaperStore store;
    private final FileStore files;
    private final PaperReader reader;
    private final PictureStore pictures;
    private final TransactionTemplate together;

    Papers(PaperStore store, FileStore files, PaperReader reader, PictureStore pictures, TransactionTemplate together) {
        this.pictures = pictures;
        this.together = together;
        this.store = store;
        this.files = files;
        this.reader = reader;
    }

    /** A paper that was read and lies on the disk; it is nobody's until it is kept. */
    public static final class Ready {
        private final Upload upload;
        private final PaperStore.Blob blob;
        private final Findings findings;

        private Ready(Upload upload, PaperStore.Blob blob, Findings findings) {
            this.upload = upload;
            this.blob = blob;
            this.findings = findings;
        }
    }

    /** Reads and keeps a paper, see {@link #ready} and {@link #keep}. */
    public PaperId store(Actor actor, PersonId owner, Upload upload, Instant now) {
        return keep(actor, owner, ready(actor.fund(), upload), now);
    }

    /**
     * Checks and reads a paper; refuses what cannot be read with code {@code paper_…}. Reading a photograph takes seconds: only
     * outside of any transaction, so that no connection waits for it. What is not {@linkplain #keep kept} is removed in time.
     */
    public Ready ready(FundId fund, Upload upload) {
        requireAcceptable(upload);
        PaperReader.Intake intake = reader.intake(upload.bytes(), upload.kind());
        byte[] bytes = intake.kept().orElse(upload.bytes());
        byte[] hash = Sha256.of(bytes);
        files.put(fund, hash, bytes);
        PaperType type = PaperType.of(bytes).orElseThrow();
        Findings findings = intake.findings();
        PaperStore.Blob blob = new PaperStore.Blob(hash, bytes.length, type, findings.pages());
        return new Ready(new Upload(shortName(upload.fileName()), upload.kind(), bytes), blob, findings);
    }

    /**
     * Keeps what was read as somebody's paper. A picture is kept whatever its {@link Quality}: show the {@link Paper#advice advice}
     * with "take it again" and {@link #useAnyway "use it anyway"}.
     */
    public PaperId keep(Actor actor, PersonId owner, Ready ready, Instant now) {
        Findings findings = ready.findings;
        PaperId kept = Objects.requireNonNull(together.execute(status -> {
            store.addBlob(actor.fund(), ready.blob, now);
            PaperId id = store.addPaper(actor.fund(), owner, ready.upload, ready.blob.hash(), actor.userId(), now);
            Optional.ofNullable(findings.reading()).ifPresent(read -> store.addReading(actor.fund(), id, read));
            pictures.add(actor.fund(), id, findings);
            return id;
        }));
        pictures.compare(actor.fund(), kept);
        return kept;
    }

    /** Somebody saw the advice and uses the picture as it is: nothing is advised any more, what was measured stays. */
    public void useAnyway(FundId fund, PaperId id) {
        pictures.useAnyway(fund, id);
    }

    /** Papers of this fund that are the same file or the same page photographed again; most alike first, at most twenty. */
    public List<Alike> similar(FundId fund, PaperId id) {
        return similar(fund, List.of(id)).getOrDefault(id, List.of());
    }

    /** The same for several papers; one that is like no other is left out. */
    public Map<PaperId, List<Alike>> similar(FundId fund, Collection<PaperId> ids) {
        return ids.isEmpty() ? Map.of() : pictures.similar(fund, ids);
    }

    /** The same as part of a trip, to be had once it is over. */
    public Supplier<Map<PaperId, List<Alike>>> similar(Trip trip, FundId fund, Collection<PaperId> ids) {
        return ids.isEmpty() ? Map::of : pictures.similar(trip, fund, ids);
    }

    /** Several papers by id as part of a trip, to be had once it is over; an unknown one is left out. */
    public Supplier<Map<PaperId, Paper>> all(Trip trip, FundId fund, Collection<PaperId> ids) {
        if (ids.isEmpty()) {
            return Map::of;
        }
        Rows<Paper> papers = store.all(trip, fund, ids);
        return () -> byId(papers.list());
    }

    /** A person's last papers, at most so many, as part of a trip, to be had once it is over. */
    public Supplier<Map<PaperId, Paper>> newest(Trip trip, FundId fund, PersonId owner, int most) {
        Rows<Paper> papers = store.newest(trip, fund, owner, most);
        return () -> byId(papers.list());
    }

    private static Map<PaperId, Paper> byId(List<Paper> papers) {
        return papers.stream().collect(Collectors.toUnmodifiableMap(Paper::id, paper -> paper));
    }

    public Optional<Paper> find(FundId fund, PaperId id) {
        return store.paper(fund, id);
    }

    /** What was read from it, when it is an e-receipt. */
    public Optional<ReceiptReading> reading(FundId fund, PaperId id) {
        return store.reading(fund, id);
    }

    /** The same of several papers; what is no e-receipt is left out. */
    public Map<PaperId, ReceiptReading> readings(FundId fund, Collection<PaperId> ids) {
        return ids.isEmpty() ? Map.of() : store.readings(fund, ids);
    }

    /** The same as part of a trip, to be had once it is over. */
    public Supplier<Map<PaperId, ReceiptReading>> readings(Trip trip, FundId fund, Collection<PaperId> ids) {
        return ids.isEmpty() ? Map::of : store.readings(trip, fund, ids);
    }

    /** True when it is one of these, or the same file as one of them. */
    public boolean isAmong(FundId fund, PaperId id, Collection<PaperId> others) {
        return others.contains(id) || store.isAmong(fund, id, others);
    }

    public byte[] bytes(FundId fund, PaperId id) {
        return files.get(fund, store.hash(fund, id));
    }

    /** A page (from 1), upright and straight, as PNG with {@code watermark} (viewer and time) over it; serve it {@code no-store}. */
    public byte[] picture(FundId fund, PaperId id, int page, String watermark) {
        Paper paper = store.paper(fund, id).orElseThrow(Refusal::notFound);
        if (page < 1 || page > paper.pages()) {
            throw Refusal.notFound();
        }
        return reader.render(bytes(fund, id), page, watermark, pictures.page(fund, id));
    }

    /** What can be refused by looking at a few bytes, before a child process is asked. */
    static void requireAcceptable(Upload upload) {
        if (!KIND.matcher(upload.kind()).matches()) {
            throw Refusal.invalid("paper_kind_unknown");
        }
        if (upload.bytes().length == 0) {
            throw Refusal.invalid("paper_empty");
        }
        if (upload.bytes().length > MOST_BYTES) {
            throw Refusal.invalid("paper_too_large");
        }
        if (PaperType.isHeic(upload.bytes())) {
            throw Refusal.invalid("paper_heic");
        }
        PaperType type = PaperType.of(upload.bytes()).orElseThrow(() -> Refusal.invalid("paper_type_unknown"));
        if (type.isPicture()) {
            requireModest(upload.bytes());
        }
    }

    private static void requireModest(byte[] picture) {
        try {
            PictureIntake.requireModest(picture);
        } catch (UnreadablePaper tooMuch) {
            throw Refusal.invalid(String.valueOf(tooMuch.getMessage()));
        }
    }

    /** Names come from other people's machines: shown, so shortened and freed of control characters. */
    private static String shortName(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        String kept = base.isEmpty() ? "paper" : base;
        return Characters.last(100, kept);
    }
}
