-- When its sender first told the stay otherwise than here, or called it off: what stands here is not paid without a person.
alter table hospital.discharge add column contradicted_at timestamptz;
