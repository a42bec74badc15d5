package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;

/** The rules of one row, cell by cell; the first that applies names what is wrong with the cell. */
final class RowRules {
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final int LONGEST_NAME = 50;

    /** Ideographs, letters and what stands between the parts of a name; private use is where old systems keep rare ones. */
    private static final Pattern NAME = Pattern.compile("[\\p{IsIdeographic}\\p{L}\\p{M}\\p{Co}·' ().,-]+");

    private static final Pattern LOST = Pattern.compile("\\d(\\.\\d+)?E\\+?\\d+");
    private static final Pattern COUNTRY = Pattern.compile("^(\\+86|0086)");
    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");
    private static final Map<String, Sex> SEXES =
            Map.of("男", Sex.MALE, "男性", Sex.MALE, "M", Sex.MALE, "女", Sex.FEMALE, "女性", Sex.FEMALE, "F", Sex.FEMALE);
    private static final Set<String> ID_TYPES =
            Set.of("居民身份证", "身份证", "中华人民共和国居民身份证", "港澳台居民居住证", "港澳居民居住证", "台湾居民居住证", "外国人永久居留身份证");

    private final RosterHeader header;
    private final RowPlans plans;
    private final LocalDate effectiveDay;

    RowRules(RosterHeader header, RosterTerms terms) {
        this.header = header;
        this.plans = new RowPlans(header, terms);
        this.effectiveDay = terms.starts();
    }

    int column(RosterField field) {
        return header.column(field);
    }

    CheckedRow apply(RosterRow row) {
        return new Row(row).result();
    }

    /** One row on its way through the rules. */
    private final class Row {
        private final RosterRow row;
        private final RowFindings findings;

        Row(RosterRow row) {
            this.row = row;
            this.findings = new RowFindings(row, header);
        }

        CheckedRow result() {
            if (row.hidden()) {
                note(true, -1, RowCode.HIDDEN_ROW);
            }
            String name = name();
            Optional<ResidentId> id = id();
            idType();
            Optional<Sex> sex = sex(id);
            String phone = phone();
            Optional<String> card = card();
            List<Applicant.Choice> choices = plans.choices(row, RowPlans.Who.of(id, sex, effectiveDay), findings);
            List<RowIssue> errors = findings.errors();
            Applicant applicant = errors.isEmpty() && id.isPresent()
                    ? new Applicant(row.number(), name, id.get(), phone, card, choices)
                    : null;
            return new CheckedRow(
                    row, errors, findings.notes(), id.map(ResidentId::number).orElse(null), applicant);
        }

        private boolean error(int column, RowCode code, Object... facts) {
            return findings.error(column, code, facts);
        }

        private void note(boolean applies, int column, RowCode code) {
            findings.note(applies, column, code);
        }

        private boolean isFormula(int column) {
            return findings.isFormula(column);
        }

        private String name() {
            int column = column(RosterField.NAME);
            String raw = row.cell(column).text();
            CleanText clean = CleanText.name(raw);
            String name = clean.text();
            int length = name.codePointCount(0, name.length());
            if (isFormula(column)) {
                return "";
            } else if (length == 0) {
                error(column, RowCode.NAME_MISSING);
            } else if (!CleanText.isPlainName(name) && !NAME.matcher(name).matches()) {
                error(column, RowCode.NAME_FORM);
            } else if (length > LONGEST_NAME) {
                error(column, RowCode.NAME_LENGTH, length, LONGEST_NAME);
            }
            note(clean.spaced(), column, RowCode.NAME_TRIMMED);
            if (!CleanText.isPlainName(name)) {
                note(name.codePoints().anyMatch(RowRules::isRare), column, RowCode.RARE_CHARACTER);
                note(name.indexOf('·') >= 0, column, RowCode.ETHNIC_NAME);
            }
            return name;
        }

        private Optional<ResidentId> id() {
            int column = column(RosterField.ID_NUMBER);
            Cell cell = row.cell(column);
            CleanText clean = CleanText.number(cell.text());
            String number = clean.text();
            if (isFormula(column)) {
                return Optional.empty();
            }
            if (number.isEmpty()) {
                error(column, RowCode.ID_MISSING);
                return Optional.empty();
            }
            if (!isRight(column, cell, number)) {
                return Optional.empty();
            }
            note(clean.fullWidth(), column, RowCode.FULL_WIDTH_DIGITS);
            note(clean.spaced(), column, RowCode.ID_SPACES);
            note(clean.apostrophe(), column, RowCode.APOSTROPHE);
            return Optional.of(new ResidentId(number));
        }

        private boolean isRight(int column, Cell cell, String number) {
            Optional<ResidentId.Fault> fault = ResidentId.fault(number);
            if (isLost(cell, number)) {
                return error(column, RowCode.ID_DIGITS_LOST);
            }
            if (fault.isPresent() && number.matches("\\d{15}0{3}")) {
                return error(column, RowCode.ID_DIGITS_LOST);
            }
            if (number.length() != 18 && number.matches("\\d+X?")) {
                return error(column, RowCode.ID_LENGTH, number.length());
            }
            if (fault.isPresent()) {
                return wrongNumber(column, number, fault.get());
            }
            LocalDate birth = new ResidentId(number).birthDate();
            if (birth.isBefore(EARLIEST_BIRTH) || birth.isAfter(effectiveDay)) {
                return error(column, RowCode.ID_BIRTH_DATE, number.substring(6, 14));
            }
            return true;
        }

        private boolean wrongNumber(int column, String number, ResidentId.Fault fault) {
            if (fault == ResidentId.Fault.FORM) {
                return error(column, RowCode.ID_FORM);
            }
            char called = ResidentId.checkCharacter(number);
            return called == number.charAt(17)
                    ? error(column, RowCode.ID_BIRTH_DATE, number.substring(6, 14))
                    : error(column, RowCode.ID_CHECK_DIGIT, called);
        }

        private void idType() {
            int column = column(RosterField.ID_TYPE);
            String type = CleanText.trim(row.cell(column).text());
            if (!isFormula(column) && !type.isEmpty() && !ID_TYPES.contains(type)) {
                error(column, RowCode.ID_TYPE_UNKNOWN);
            }
        }

        /** The identity number's own sex decides; a sex given must agree with it. */
        private Optional<Sex> sex(Optional<ResidentId> id) {
            int column = column(RosterField.SEX);
            String text = CleanText.trim(row.cell(column).text()).toUpperCase(Locale.ROOT);
            Optional<Sex> given = Optional.ofNullable(SEXES.get(text));
            if (!isFormula(column) && !text.isEmpty()) {
                if (given.isEmpty()) {
                    error(column, RowCode.SEX_FORM);
                } else if (id.isPresent() && id.get().sex() != given.get()) {
                    error(column, RowCode.SEX_MISMATCH);
                }
            }
            return id.map(ResidentId::sex).or(() -> given);
        }

        private String phone() {
            int column = column(RosterField.PHONE);
            CleanText clean = CleanText.number(row.cell(column).text());
            String phone = clean.text().startsWith("1")
                    ? clean.text()
                    : COUNTRY.matcher(clean.text()).replaceFirst("");
            if (isFormula(column)) {
                return "";
            } else if (phone.isEmpty()) {
                error(column, RowCode.PHONE_MISSING);
            } else if (!PHONE.matcher(phone).matches()) {
                wrongPhone(column, phone);
            }
            note(clean.fullWidth(), column, RowCode.FULL_WIDTH_DIGITS);
            note(clean.spaced(), column, RowCode.PHONE_SPACES);
            note(clean.apostrophe(), column, RowCode.APOSTROPHE);
            return phone;
        }

        private void wrongPhone(int column, String phone) {
            if (phone.length() != 11 && phone.matches("\\d+")) {
                error(column, RowCode.PHONE_LENGTH, phone.length());
            } else {
                error(column, RowCode.PHONE_FORM);
            }
        }

        private Optional<String> card() {
            int column = column(RosterField.CARD);
            Cell cell = row.cell(column);
            CleanText clean = CleanText.number(cell.text());
            String card = clean.text();
            if (isFormula(column) || card.isEmpty()) {
                return Optional.empty();
            }
            boolean luhn = Checksums.luhn(card);
            if (isLost(cell, card) || (!luhn && card.matches("\\d{15}0{2,4}"))) {
                error(column, RowCode.CARD_DIGITS_LOST);
            } else if (!Checksums.isCardNumber(card)) {
                error(column, RowCode.CARD_FORM, card.length());
            }
            note(clean.fullWidth(), column, RowCode.FULL_WIDTH_DIGITS);
            note(clean.spaced(), column, RowCode.CARD_SPACES);
            note(clean.apostrophe(), column, RowCode.APOSTROPHE);
            note(!luhn, column, RowCode.CARD_LUHN);
            return Optional.of(card);
        }
    }

    private static boolean isLost(Cell cell, String number) {
        return cell.kind() == Cell.Kind.LOST
                || (number.indexOf('E') > 0 && LOST.matcher(number).matches());
    }

    /** Outside the block of common ideographs: extensions, compatibility forms, private use. */
    private static boolean isRare(int point) {
        boolean common = point >= 0x4E00 && point <= 0x9FFF;
        return !common
                && (Character.isIdeographic(point) || Character.getType(point) == Character.PRIVATE_USE)
                && point != 0x3007;
    }
}
