package org.tongzhou.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tongzhou.document.HugeClaims;

/**
 * {@code ./bench NAME [arguments]}: each benchmark measures the machine's limit and our work in turn, in one run, and ends
 * with lines {@code ratio <name> <median> <min> <max>}.
 */
public final class Bench {
    private static final int WRONG_USAGE = 64;

    private Bench() {}

    /** A benchmark; throws what it cannot go on from. */
    interface Entry {
        void run(String[] args) throws Exception;
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        entries.put("adjudicate", AdjudicateBench::run);
        entries.put("claims", ClaimsBench::run);
        entries.put("data", DataBench::run);
        entries.put("credits", CreditsBench::run);
        entries.put("fuzz", FuzzBench::run);
        entries.put("growth", GrowthBench::run);
        entries.put("http", HttpBench::run);
        entries.put("huge-claims", args -> HugeClaims.run());
        entries.put("import", ImportBench::run);
        entries.put("instances", args -> InstancesBench.run());
        entries.put("likeness", args -> LikenessBench.run());
        entries.put("ocr", OcrBench::run);
        entries.put("oracle", OracleBench::run);
        entries.put("reading", ReadingBench::run);
        entries.put("replay", ReplayBench::run);
        entries.put("payout", PayoutBench::run);
        entries.put("start", StartBench::run);
        entries.put("xlsx", XlsxBench::run);
        entries.put("safety", SafetyBench::run);
        return entries;
    }

    public static void main(String[] args) throws Exception {
        Map<String, Entry> entries = entries();
        Entry entry = args.length == 0 ? null : entries.get(args[0]);
        if (entry == null) {
            Set<String> names = new TreeSet<>(entries.keySet());
            names.add("analytics"); // which the script hands to ./analytics
            System.err.println("usage: ./bench NAME [arguments], NAME one of " + String.join(", ", names));
            System.exit(WRONG_USAGE);
            return;
        }
        System.out.println("# " + Pairs.machine());
        System.exit(run(entry, Arrays.copyOfRange(args, 1, args.length)));
    }

    /** What is asked for wrongly is said in a sentence. */
    private static int run(Entry entry, String[] args) throws Exception {
        try {
            entry.run(args);
            return 0;
        } catch (WrongUsage wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USAGE;
        }
    }

    /** An option that a benchmark does not have, or not with this value. */
    static final class WrongUsage extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        WrongUsage(String sentence) {
            super(sentence);
        }
    }
}
