-- The city that tests/real/test_zoneminder.py expects. The sign-in as in a room that uses the API: a fresh installation has neither.
UPDATE Config SET Value = '1' WHERE Name = 'ZM_OPT_USE_AUTH';
UPDATE Config SET Value = 'a-secret-of-this-test' WHERE Name = 'ZM_AUTH_HASH_SECRET';
UPDATE Users SET APIEnabled = 1 WHERE Username = 'admin';
INSERT INTO Users (Username, Password, Enabled, Stream, Events, Control, Monitors, `Groups`, Devices, Snapshots, System, APIEnabled)
  SELECT 'tanpa-api', Password, 1, 'View', 'None', 'None', 'View', 'View', 'None', 'None', 'None', 0 FROM Users WHERE Username = 'admin';
INSERT INTO Users (Username, Password, Enabled, Stream, Events, Control, Monitors, `Groups`, Devices, Snapshots, System, APIEnabled)
  SELECT 'tanpa-grup', Password, 1, 'View', 'None', 'None', 'View', 'None', 'None', 'None', 'None', 1 FROM Users WHERE Username = 'admin';

INSERT INTO Monitors (Id, Name, Type, Function, Enabled, Path, SecondPath, User, Pass, Width, Height, Latitude, Longitude,
                      Controllable, ONVIF_URL, ONVIF_Username, ONVIF_Password, RTSPServer, RTSPStreamName) VALUES
  (1, 'Simpang Lima', 'Ffmpeg', 'Mocord', 1, 'rtsp://op:s3cret@10.1.2.3:554/main', 'rtsp://op:s3cret@10.1.2.3:554/sub', NULL, NULL,
   1920, 1080, -6.99030000, 110.42290000, 1, 'http://10.1.2.3/onvif/device_service', 'ptz', 'g3heim', 1, 'simpang-lima'),
  (2, 'Pasar Johar', 'Ffmpeg', 'None', 0, 'rtsp://10.1.2.4/live', NULL, 'op', 's3cret', 1280, 720, NULL, NULL, 0, '', '', '', 0, ''),
  (3, 'Kartu tangkap', 'Local', 'Monitor', 1, NULL, NULL, NULL, NULL, 640, 480, NULL, NULL, 0, '', '', '', 0, ''),
  (4, 'Pompa\n\tBerok\0', 'Ffmpeg', 'Record', 1, 'rtsp://10.1.2.5/live', NULL, NULL, NULL, 1280, 720, NULL, NULL, 1, '', '', '', 0, ''),
  (5, 'Tugu Muda', 'Ffmpeg', 'Monitor', 1, 'rtsp://10.1.2.6/live', NULL, NULL, NULL, 1280, 720, NULL, NULL, 0, '', '', '', 0, '');
DELETE FROM Monitor_Status;
INSERT INTO Monitor_Status (MonitorId, Status, CaptureFPS) VALUES (1, 'Connected', 15), (2, 'Connected', 15), (4, 'NotRunning', 0);

INSERT INTO `Groups` (Id, Name, ParentId) VALUES (1, 'Semarang', NULL), (2, 'Semarang Tengah', 1), (3, 'Miroto', 2), (4, 'Semua kamera', NULL);
INSERT INTO Groups_Monitors (GroupId, MonitorId) VALUES (4, 1), (4, 2), (4, 4), (4, 5), (3, 1), (2, 2);
