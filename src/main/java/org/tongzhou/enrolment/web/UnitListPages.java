package org.tongzhou.enrolment.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.UnitList;
import org.tongzhou.enrolment.UnitLists;
import org.tongzhou.enrolment.UnitRegistering;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** Many units registered out of one file, and accounts opened for their officers: all of them or none. */
@Controller
@Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class UnitListPages {
    private static final int FAULTS_SHOWN = 50;

    private final UnitLists lists;
    private final UnitRegistering registering;
    private final UnitViews views;
    private final Once once;
    private final FundClock clock;

    UnitListPages(UnitLists lists, UnitRegistering registering, UnitViews views, Once once, FundClock clock) {
        this.lists = lists;
        this.registering = registering;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/units/template.xlsx")
    ResponseEntity<byte[]> template(Frame frame) {
        return Downloads.of(
                lists.template(frame.say("units.file.template.name"), frame.say("units.file.template.words")));
    }

    @PostMapping("/units/list")
    ModelAndView upload(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame)
            throws IOException {
        Path kept = Files.createTempFile("units", ".upload");
        try {
            if (file == null || file.isEmpty()) {
                throw Refusal.invalid("unit_file_missing");
            }
            file.transferTo(kept);
            UnitList list = lists.read(actor, kept);
            return list.faults().isEmpty()
                    ? registered(actor, list, new Upload(key, Rosters.fingerprint(kept)))
                    : views.refused(actor, Tried.NOTHING, faults(list, frame));
        } catch (Refusal refusal) {
            Tried tried = new Tried(Map.of(), Map.of("file", frame.sentence(refusal)));
            return views.refused(actor, tried, UnitsPage.RefusedList.NONE);
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    /** The key of the form, and what was in the file. */
    private record Upload(String key, String content) {}

    private ModelAndView registered(Actor actor, UnitList list, Upload upload) {
        String done = once.run(
                actor,
                upload.key(),
                "units " + upload.content(),
                () -> became(registering.register(actor, list, clock.now())));
        String[] numbers = done.split(" ");
        int known = list.units().size() - Integer.parseInt(numbers[0]);
        String opened = list.officers().isEmpty() ? "" : "&officers=" + numbers[1];
        return new ModelAndView("redirect:/units?added=" + numbers[0] + "&known=" + known + opened);
    }

    private static String became(UnitRegistering.Done done) {
        return done.units() + " " + done.accounts();
    }

    private static UnitsPage.RefusedList faults(UnitList list, Frame frame) {
        List<String> sentences = list.faults().stream()
                .limit(FAULTS_SHOWN)
                .map(fault -> frame.say("units.fault", frame.fmt().count(fault.row()), frame.sentence(fault.refusal())))
                .toList();
        return new UnitsPage.RefusedList(sentences, list.faults().size());
    }
}
