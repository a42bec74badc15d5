package org.tongzhou.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** Files of plans like the hospital plan, which differ from it in what a test is about. */
final class PlanTexts {
    static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");

    private PlanTexts() {}

    /** {@code code: lines of joining}, or {@code code: cap amount period group}. */
    static Map<String, String> files(String... plans) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String plan : plans) {
            String code = plan.substring(0, plan.indexOf(':'));
            String what = plan.substring(plan.indexOf(':') + 1).strip();
            files.put(code + ".yaml", plan(code, what.equals("''") ? "" : what));
        }
        return files;
    }

    static String plan(String code, String what) {
        String text = HOSPITAL.replace("plan: hospital", "plan: " + code);
        if (what.startsWith("cap")) {
            String[] cap = what.split(" ");
            String rule = "- {cap: " + cap[1] + ", per: " + cap[2] + ", group: " + cap[3] + ", clause: \"6\"}";
            return text.replace("    rules:\n", "    rules:\n      " + rule + "\n");
        }
        return what.isEmpty() ? text : text.replace("  sex: any", "  sex: any\n  " + what);
    }

    static String edition(String name, String from, String more) {
        return HOSPITAL.replace("edition: \"2025\"", "edition: \"" + name + "\"")
                        .replace("valid_from: 2025-01-01", "valid_from: " + from)
                + more;
    }

    /** The text as an edition of its own that begins on the day. */
    static String begun(String text, String from) {
        return text.replace("\"2025\"", "\"" + from + "\"").replace("valid_from: 2025-01-01", "valid_from: " + from);
    }
}
