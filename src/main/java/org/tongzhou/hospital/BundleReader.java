package org.tongzhou.hospital;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.FactField;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.ResidentId;

/** Finds the finished stays in a bundle that others wrote: whose, where, when, for what, and what they cost. */
final class BundleReader {
    private static final int MOST_STAYS = 50;
    static final int LONGEST_TEXT = 200;

    /** Codes of v3 ActCode, and the words of systems that have no codes. */
    private static final Set<String> INPATIENT = Set.of("IMP", "ACUTE", "NONAC", "SS", "INPATIENT", "住院");

    /** What else v3 ActCode has, and its words. */
    private static final Set<String> NO_STAY = Set.of(
            "AMB", "EMER", "FLD", "HH", "OBSENC", "PRENC", "VR", "AMBULATORY", "EMERGENCY", "OUTPATIENT", "门诊", "急诊");

    /** Types that are read, and those that only hold a message or document together. */
    private static final Set<String> USED = Set.of(
            "Patient",
            "Encounter",
            "Condition",
            "Claim",
            "ClaimResponse",
            "ExplanationOfBenefit",
            "Invoice",
            "Organization",
            "MessageHeader",
            "Composition");

    /** The library takes what has no offset for a time of the machine's own zone. */
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T[^Z+-]*)?");

    private static final Pattern PLAIN_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final References references;
    private final Bundle bundle;
    private final Sender sender;

    BundleReader(Bundle bundle, Sender sender) {
        this.bundle = bundle;
        this.sender = sender;
        this.references = new References(bundle);
    }

    /** What a bundle tells: its stays, those it calls off, remarks about what could not be read, and types that were not used. */
    record Told(List<ReportedStay> stays, List<ReportedStay> calledOff, List<Remark> remarks, List<String> unused) {}

    /** About which entry (from 0), and what: the sentence is {@code hospital.fhir.<code>}. */
    record Remark(int entry, String code, List<Object> details) {}

    /** By the identifier that the sender gave, else by the message's or bundle's own; empty when it gave none. */
    static Optional<String> reference(Bundle bundle) {
        Identifier identifier = bundle.getIdentifier();
        if (identifier.hasValue()) {
            return Optional.of(shortened(identifier.getSystem() + "|" + identifier.getValue(), 300));
        }
        return Optional.empty();
    }

    Told read() {
        requireKind();
        List<ReportedStay> stays = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        List<Encounter> finished = references
                .all(Encounter.class)
                .filter(encounter -> isFinishedStay(encounter, remarks))
                .toList();
        List<Encounter> calledOff = references
                .all(Encounter.class)
                .filter(BundleReader::isCalledOff)
                .toList();
        if (finished.size() > MOST_STAYS || calledOff.size() > MOST_STAYS) {
            throw new FhirFault(IssueType.TOOCOSTLY, 413, "too_many_stays", MOST_STAYS);
        }
        for (Encounter encounter : finished) {
            stay(encounter, finished.size() == 1, remarks).ifPresent(stays::add);
        }
        references.all(Resource.class).forEach(resource -> remarkForeign(resource, remarks));
        List<ReportedStay> off =
                calledOff.stream().flatMap(one -> calledOff(one).stream()).toList();
        if (stays.isEmpty() && off.isEmpty()) {
            throw remarks.stream()
                    .findFirst()
                    .map(first -> new FhirFault(
                            IssueType.BUSINESSRULE,
                            422,
                            first.code(),
                            first.details().toArray()))
                    .orElseGet(() -> new FhirFault(IssueType.REQUIRED, 422, "no_stay"));
        }
        return new Told(stays, off, remarks, unused());
    }

    private void remarkForeign(Resource resource, List<Remark> remarks) {
        Stream<Resource> contained =
                resource instanceof DomainResource domain ? domain.getContained().stream() : Stream.empty();
        Stream.concat(Stream.of(resource), contained)
                .flatMap(one -> ForeignTypes.standsFor(one).stream())
                .distinct()
                .forEach(name -> remarks.add(new Remark(entry(resource), "type_unknown", List.of(code(name)))));
    }

    private List<String> unused() {
        return references
                .all(Resource.class)
                .filter(resource -> ForeignTypes.standsFor(resource).isEmpty())
                .map(Resource::fhirType)
                .filter(type -> !USED.contains(type))
                .distinct()
                .sorted()
                .toList();
    }

    /** A sender's code as it may be said again; anything longer or stranger might be about a person. */
    private static String code(@Nullable String said) {
        return said != null && PLAIN_CODE.matcher(said).matches() ? said : "—";
    }

    private void requireKind() {
        Bundle.BundleType type = bundle.getType();
        boolean taken = type == Bundle.BundleType.MESSAGE
                || type == Bundle.BundleType.TRANSACTION
                || type == Bundle.BundleType.BATCH
                || type == Bundle.BundleType.COLLECTION
                || type == Bundle.BundleType.DOCUMENT;
        if (!taken) {
            throw new FhirFault(IssueType.NOTSUPPORTED, 422, "kind", type == null ? "—" : type.toCode());
        }
    }

    private int entry(Resource resource) {
        List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).getResource() == resource) {
                return i;
            }
        }
        return 0;
    }

    /** Left out unsaid: visits of other kinds. Left out and said: stays that go on or were called off, kinds that nobody knows. */
    private boolean isFinishedStay(Encounter encounter, List<Remark> remarks) {
        Encounter.EncounterStatus status = encounter.getStatus();
        if (!isInpatient(encounter)) {
            if (kinds(encounter).noneMatch(NO_STAY::contains)) {
                remarks.add(new Remark(
                        entry(encounter),
                        "class_unknown",
                        List.of(code(encounter.getClass_().getCode()))));
            }
            return false;
        }
        boolean over = status == null
                || status == Encounter.EncounterStatus.FINISHED
                || status == Encounter.EncounterStatus.UNKNOWN;
        if (isCalledOff(encounter)) {
            remarks.add(new Remark(entry(encounter), "called_off", List.of()));
            return false;
        }
        if (!over || day(encounter.getPeriod().getEndElement()).isEmpty()) {
            remarks.add(new Remark(entry(encounter), "not_discharged", List.of()));
            return false;
        }
        return true;
    }

    private static boolean isCalledOff(Encounter encounter) {
        Encounter.EncounterStatus status = encounter.getStatus();
        return isInpatient(encounter)
                && (status == Encounter.EncounterStatus.CANCELLED
                        || status == Encounter.EncounterStatus.ENTEREDINERROR);
    }

    private static boolean isInpatient(Encounter encounter) {
        return kinds(encounter).findAny().isEmpty()
                ? encounter.hasHospitalization()
                : kinds(encounter).anyMatch(word -> INPATIENT.contains(word) || word.startsWith("INPATIENT"));
    }

    private static Stream<String> kinds(Encounter encounter) {
        return Stream.of(encounter.getClass_().getCode(), encounter.getClass_().getDisplay())
                .filter(Objects::nonNull)
                .map(word -> word.strip().toUpperCase(Locale.ROOT));
    }

    private Optional<ReportedStay> stay(Encounter encounter, boolean only, List<Remark> remarks) {
        int at = entry(encounter);
        Optional<Patient> patient = patient(encounter);
        Optional<LocalDate> from = day(encounter.getPeriod().getStartElement());
        LocalDate to = day(encounter.getPeriod().getEndElement()).orElseThrow();
        if (patient.isEmpty() || from.isEmpty() || from.get().isAfter(to)) {
            remarks.add(new Remark(at, patient.isEmpty() ? "no_patient" : "period", List.of()));
            return Optional.empty();
        }
        String name = name(patient.get());
        if (name.isEmpty()) {
            remarks.add(new Remark(at, "no_name", List.of()));
            return Optional.empty();
        }
        String number = number(encounter);
        Map<FactField, String> facts = told(encounter, only, number);
        facts.put(FactField.ADMITTED, from.get().toString());
        facts.put(FactField.DISCHARGED, to.toString());
        Amounts amounts = new Amounts(references).of(encounter, only);
        facts.putAll(amounts.facts());
        amounts.remarks().forEach(code -> remarks.add(new Remark(at, code, List.of())));
        lacking(at, facts).ifPresent(remarks::add);
        return Optional.of(new ReportedStay(number, name, identityNumber(patient.get()), facts));
    }

    /** As much as tells which stay it was; empty where it has no number, and nobody can say whose it was or when it began. */
    private Optional<ReportedStay> calledOff(Encounter encounter) {
        String number = number(encounter);
        Optional<Patient> patient = patient(encounter);
        Optional<LocalDate> from = day(encounter.getPeriod().getStartElement());
        if (number.isEmpty() && (patient.isEmpty() || from.isEmpty())) {
            return Optional.empty();
        }
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        from.ifPresent(day -> facts.put(FactField.ADMITTED, day.toString()));
        String name = patient.map(BundleReader::name).orElse("");
        String identity = patient.flatMap(whose -> Optional.ofNullable(identityNumber(whose)))
                .orElse(null);
        return Optional.of(new ReportedStay(number, name, identity, facts));
    }

    private static Optional<Remark> lacking(int at, Map<FactField, String> facts) {
        String lacking = FactField.SETTLEMENT.stream()
                .filter(field -> !facts.containsKey(field))
                .map(FactField::code)
                .collect(Collectors.joining(", "));
        return lacking.isEmpty() ? Optional.empty() : Optional.of(new Remark(at, "amounts_lacking", List.of(lacking)));
    }

    /** Where the stay was, for what, and under which number. */
    private Map<FactField, String> told(Encounter encounter, boolean only, String number) {
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        hospital(encounter).ifPresent(house -> facts.put(FactField.HOSPITAL, house));
        new Diagnoses(references)
                .of(encounter, only)
                .ifPresent(text -> facts.put(FactField.DIAGNOSIS, shortened(text)));
        if (!number.isEmpty()) {
            facts.put(FactField.STAY_NO, number);
        }
        return facts;
    }

    /** The subject, else the only patient of the bundle. */
    private Optional<Patient> patient(Encounter encounter) {
        Optional<Patient> subject = references.find(encounter.getSubject(), Patient.class);
        List<Patient> all = references.all(Patient.class).toList();
        return subject.isPresent()
                        || all.size() != 1
                        || encounter.hasSubject() && encounter.getSubject().hasReference()
                ? subject
                : Optional.of(all.get(0));
    }

    /** A registered hospital is called by its registered name; an insurer says whose stay it reports. */
    private Optional<String> hospital(Encounter encounter) {
        if (sender.kind() == Sender.Kind.HOSPITAL) {
            return Optional.of(sender.name());
        }
        return references
                .find(encounter.getServiceProvider(), Organization.class)
                .map(Organization::getName)
                .or(() -> Optional.ofNullable(encounter.getServiceProvider().getDisplay()))
                .map(BundleReader::shortened)
                .filter(house -> !house.isEmpty());
    }

    private static String number(Encounter encounter) {
        return encounter.getIdentifier().stream()
                .filter(Identifier::hasValue)
                .findFirst()
                .map(identifier -> shortened(identifier.getValue()))
                .orElse("");
    }

    /** The official name as it is written, else family and given name together; a space only between Latin letters. */
    private static String name(Patient patient) {
        List<HumanName> names = patient.getName().stream()
                .filter(name -> name.getUse() != HumanName.NameUse.OLD)
                .toList();
        return names.stream()
                .filter(name -> name.getUse() == HumanName.NameUse.OFFICIAL)
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(name -> shortened(written(name), 50))
                .orElse("");
    }

    private static String written(HumanName name) {
        if (name.hasText()) {
            return name.getText();
        }
        String given = name.getGiven().stream().map(StringType::getValue).collect(Collectors.joining(" "));
        String family = name.hasFamily() ? name.getFamily() : "";
        boolean latin = (family + given).chars().allMatch(letter -> letter < 0x250);
        return latin ? (given + " " + family).strip() : family + given.replace(" ", "");
    }

    /** The one valid identity number among the patient's identifiers; null when there is none, or more than one. */
    private static @Nullable String identityNumber(Patient patient) {
        List<String> valid = patient.getIdentifier().stream()
                .map(identifier -> String.valueOf(identifier.getValue()).strip().toUpperCase(Locale.ROOT))
                .filter(value -> ResidentId.fault(value).isEmpty())
                .distinct()
                .toList();
        return valid.size() == 1 ? valid.get(0) : null;
    }

    /** The day in the fund's time zone; one without a time, or with the time of a clock that names no offset, is itself. */
    static Optional<LocalDate> day(BaseDateTimeType time) {
        String text = time.getValueAsString();
        Date instant = time.getValue();
        if (text == null || text.length() < 10 || instant == null) {
            return Optional.empty();
        }
        try {
            LocalDate day = LOCAL.matcher(text).matches()
                    ? LocalDate.parse(text.substring(0, 10))
                    : FundClock.dayOf(instant.toInstant());
            return Optional.of(day).filter(known -> known.getYear() >= 1900 && known.getYear() < 2200);
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    static String shortened(String text) {
        return shortened(text, LONGEST_TEXT);
    }

    private static String shortened(String text, int most) {
        return Characters.first(most, text.replaceAll("\\p{Cntrl}", " ").strip());
    }

    static Stream<String> words(CodeableConcept concept) {
        Stream<String> codings = concept.getCoding().stream()
                .flatMap(coding -> Stream.of(coding.getCode(), coding.getDisplay()))
                .filter(Objects::nonNull);
        return Stream.concat(codings, Stream.ofNullable(concept.getText())).map(String::strip);
    }
}
