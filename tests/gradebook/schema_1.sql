BEGIN TRANSACTION;
CREATE TABLE about (
	"key" VARCHAR NOT NULL, 
	value VARCHAR, 
	PRIMARY KEY ("key")
);
INSERT INTO "about" VALUES('schema','1');
CREATE TABLE current (
	lab VARCHAR NOT NULL, 
	submission VARCHAR NOT NULL, 
	bundle VARCHAR, 
	digest VARCHAR, 
	engine VARCHAR, 
	PRIMARY KEY (lab, submission)
);
INSERT INTO "current" VALUES('m01','alice','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','2222222222222222222222222222222222222222222222222222222222222222','1; Limits()');
INSERT INTO "current" VALUES('m01','zoë','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','3333333333333333333333333333333333333333333333333333333333333333','1; Limits()');
CREATE TABLE marks (
	lab VARCHAR NOT NULL, 
	submission VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	points FLOAT, 
	out_of FLOAT NOT NULL, 
	comment TEXT NOT NULL, 
	stored_at FLOAT NOT NULL, 
	PRIMARY KEY (lab, submission, question, answer)
);
INSERT INTO "marks" VALUES('m01','alice','q2','a8e18bd2e335',3.5,4.0,'It''s ''good''; "well" done',1760000003.0);
INSERT INTO "marks" VALUES('m01','zoë','q2','a8e18bd2e335',NULL,4.0,'draft',1760000004.0);
INSERT INTO "marks" VALUES('m01','alice','q2','a00000000000',1.0,4.0,'',1760000005.0);
CREATE TABLE results (
	lab VARCHAR NOT NULL, 
	submission VARCHAR NOT NULL, 
	bundle VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	engine VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	score FLOAT NOT NULL, 
	points FLOAT NOT NULL, 
	result TEXT NOT NULL, 
	stored_at FLOAT NOT NULL, 
	PRIMARY KEY (lab, submission, bundle, digest, engine)
);
INSERT INTO "results" VALUES('m01','alice','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','1111111111111111111111111111111111111111111111111111111111111111','1; Limits()','graded',1.0,2.0,'{"answers": [{"points": 4.0, "question": "q2", "text": "Because."}], "cells": [], "detail": "", "doubt": "", "events": [], "lab": "m01", "outcome": "graded", "questions": [{"name": "q1", "points": 2.0, "score": 1.0, "tests": [{"detail": "", "hidden": false, "message": "", "name": "test_shape", "passed": true, "points": 1.0, "question": "q1", "seconds": 0.0}, {"detail": "for staff", "hidden": true, "message": "", "name": "test_values", "passed": false, "points": 1.0, "question": "q1", "seconds": 0.0}]}], "seconds": {"total": 1.5}, "seed": 7, "submission": "alice"}
f092ceca477d14df9c62dc2e636ed0fa7ff1f480c4c68b53743f810669a2fb35',1760000000.0);
INSERT INTO "results" VALUES('m01','alice','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','2222222222222222222222222222222222222222222222222222222222222222','1; Limits()','graded',2.0,2.0,'{"answers": [{"points": 4.0, "question": "q2", "text": "Because."}], "cells": [], "detail": "", "doubt": "", "events": [], "lab": "m01", "outcome": "graded", "questions": [{"name": "q1", "points": 2.0, "score": 2.0, "tests": [{"detail": "", "hidden": false, "message": "", "name": "test_shape", "passed": true, "points": 1.0, "question": "q1", "seconds": 0.0}, {"detail": "for staff", "hidden": true, "message": "", "name": "test_values", "passed": true, "points": 1.0, "question": "q1", "seconds": 0.0}]}], "seconds": {"total": 1.5}, "seed": 7, "submission": "alice"}
5ba67d1c9bcfb90aa763e9dc4183cd3f27543eb5b2021afb2de81368bfa5cc3e',1760000001.0);
INSERT INTO "results" VALUES('m01','zoë','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','3333333333333333333333333333333333333333333333333333333333333333','1; Limits()','graded',0.0,2.0,'{"answers": [{"points": 4.0, "question": "q2", "text": "Because."}], "cells": [], "detail": "", "doubt": "", "events": [], "lab": "m01", "outcome": "graded", "questions": [{"name": "q1", "points": 2.0, "score": 0.0, "tests": [{"detail": "", "hidden": false, "message": "`x` has no shape: Zo\u00eb <b>", "name": "test_shape", "passed": false, "points": 1.0, "question": "q1", "seconds": 0.0}, {"detail": "for staff", "hidden": true, "message": "", "name": "test_values", "passed": false, "points": 1.0, "question": "q1", "seconds": 0.0}]}], "seconds": {"total": 1.5}, "seed": 7, "submission": "zo\u00eb"}
1cf7130ddb3d8fe58f2d4ff9283727a162180fcb4795754768b3793d7f6331df',1760000002.0);
COMMIT;
