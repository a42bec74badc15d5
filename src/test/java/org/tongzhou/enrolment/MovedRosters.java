package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tongzhou.kernel.ResidentId;

/** The sample rosters with everybody born in another county, so that tests that share a database enrol different people. */
public final class MovedRosters {
    private static final Path ROSTERS = Path.of("src/test/resources/rosters");

    private MovedRosters() {}

    /** As csv, row for row; a wrong check digit stays wrong, all other faults stay as they are. */
    public static String csv(String file, String area) {
        RosterSheet sheet = RosterSheet.read(ROSTERS.resolve(file), Heading.PEOPLE);
        int column = sheet.header().column(RosterField.ID_NUMBER);
        List<String> lines = new ArrayList<>(List.of(String.join(",", sheet.titles())));
        for (RosterRow row : sheet.rows()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < sheet.titles().size(); i++) {
                String text = row.cell(i).text();
                cells.add(i == column ? moved(CleanText.number(text).text(), area) : text);
            }
            lines.add(String.join(",", cells));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** The number of a person of the sample after the move. */
    public static String moved(String id, String area) {
        String digits = area + id.substring(6, 17);
        char right = ResidentId.checkCharacter(digits);
        boolean wasRight = ResidentId.checkCharacter(id) == id.charAt(17);
        return digits + (wasRight ? right : right == '0' ? '1' : '0');
    }
}
