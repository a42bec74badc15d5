package org.tongzhou.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The account that a bank's file says it is of. */
public final class StatedAccount {
    private static final Set<String> LABELS = Set.of("账号", "本方账号", "查询账号", "本方账户", "账户");

    /** Spaces and what stands in brackets: the English that some banks add. */
    private static final Pattern ASIDE = Pattern.compile("[(（][^)）]*[)）]|[\\[［][^]］]*[]］]|\\s");

    private static final Pattern HIDDEN = Pattern.compile("[＊×]|(?<=[0-9*＊×xX])[xX]");
    private static final Pattern FIRST = Pattern.compile("[0-9*](?:[\\s-]*[0-9*]){3,}");

    /** Digits in groups end where a day begins. */
    private static final Pattern DAY = Pattern.compile("\\s+\\d{4}(?:([-/.])\\d{1,2}\\1\\d|年).*");

    private StatedAccount() {}

    /** In a line above the table of a csv: label and number stand in two cells, or both in one. */
    public static Optional<String> in(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String[] pair = cells.get(i).split("[:：]", 2);
            if (LABELS.contains(ASIDE.matcher(pair[0]).replaceAll(""))) {
                String next = i + 1 < cells.size() ? cells.get(i + 1) : "";
                return Optional.of(pair.length == 2 && !pair[1].isBlank() ? pair[1] : next);
            }
        }
        return Optional.empty();
    }

    /** It is ours; banks mask the middle of a number with stars, and may say more in the cell. Not stated is not another one. */
    public static boolean isSame(String stated, String ours) {
        String plain = DAY.matcher(HIDDEN.matcher(stated).replaceAll("*")).replaceFirst("");
        return FIRST.matcher(plain)
                .results()
                .findFirst()
                .map(number -> isNumber(number.group(), ours))
                .orElse(true);
    }

    private static boolean isNumber(String stated, String ours) {
        String number = stated.replaceAll("[^0-9*]", "");
        if (number.equals(ours)) {
            return true;
        }
        int first = number.indexOf('*');
        return first >= 0
                && ours.startsWith(number.substring(0, first))
                && ours.endsWith(number.substring(number.lastIndexOf('*') + 1));
    }
}
