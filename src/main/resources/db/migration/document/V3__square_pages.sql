-- A page as wide as high has 256 × 256 cells, two of them a byte, which is 43,692 characters.
alter table document.picture drop constraint picture_likeness_check;
alter table document.picture add constraint picture_likeness_check check (length(likeness) < 44000);
